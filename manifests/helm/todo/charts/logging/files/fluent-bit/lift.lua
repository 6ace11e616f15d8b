-- Brings a line of the services into the fields that the index has: ids out of the scopes to the top, names as the Elastic Common
-- Schema has them. Lines of others stay as they are, as the message. What looks like a credential is blotted out, in case a
-- library ever writes one: the services themselves do not.

local ids = { TraceId = "trace.id", SpanId = "span.id", CorrelationId = "correlation.id", UserId = "user.id", RequestPath = "url.path" }
local noise = { Message = true, ParentId = true, ConnectionId = true, RequestId = true, ["{OriginalFormat}"] = true }
local secret_names = { "authorization", "cookie", "password", "secret", "token", "apikey", "api_key", "api%-key" }

local function is_secret(name)
  local lower = string.lower(name)
  for _, word in ipairs(secret_names) do
    if string.find(lower, word) then return true end
  end
  return false
end

function redacted(text)
  text = string.gsub(text, "[Bb]earer%s+[%w%-%._~%+/=]+", "Bearer [redacted]")
  text = string.gsub(text, "eyJ[%w%-_]+%.[%w%-_]+%.[%w%-_]+", "[redacted]")
  text = string.gsub(text, "([Pp]assword%s*[=:]%s*)[^;,%s\"]+", "%1[redacted]")
  text = string.gsub(text, "([Aa]pi%-?[Kk]ey%s*[=:]%s*)[^;,%s\"]+", "%1[redacted]")
  text = string.gsub(text, "sk%-[%w%-_]+", "[redacted]")
  text = string.gsub(text, "td[ar]_[%w%-_]+", "[redacted]")
  return text
end

local function value(name, raw)
  if is_secret(name) then return "[redacted]" end
  if type(raw) == "table" then return nil end
  return redacted(tostring(raw))
end

local function lift_scopes(scopes, line, rest)
  for _, scope in ipairs(scopes) do
    if type(scope) == "table" then
      for name, raw in pairs(scope) do
        if ids[name] then
          line[ids[name]] = value(ids[name], raw)
        elseif not noise[name] then
          rest[name] = value(name, raw)
        end
      end
    end
  end
end

function lift(tag, timestamp, record)
  local line = {
    ["kubernetes.pod"] = record.pod,
    ["kubernetes.namespace"] = record.namespace,
    ["kubernetes.container"] = record.container,
    ["stream"] = record.stream,
  }
  if not record.LogLevel then
    line.message = redacted(tostring(record.log or ""))
    return 2, timestamp, line
  end

  local rest = {}
  for name, raw in pairs(record.State or {}) do
    if not noise[name] then rest[name] = value(name, raw) end
  end
  lift_scopes(record.Scopes or {}, line, rest)
  line.message = redacted(record.Message or "")
  line["log.level"] = string.lower(record.LogLevel)
  line["log.logger"] = record.Category
  line["event.id"] = record.EventId
  if record.Exception then line["error.stack_trace"] = redacted(record.Exception) end
  if next(rest) then line.labels = rest end
  return 2, timestamp, line
end
