namespace TodoApp.Contracts;

/// <summary>
/// The <c>code</c> of every problem the API answers with (RFC 9457, extension member). Stable: clients switch on it.
/// </summary>
public static class ProblemCodes
{
    /// <summary>400: the body is not JSON.</summary>
    public const string MalformedJson = "malformed_json";

    /// <summary>400: the body has a member the request does not know.</summary>
    public const string UnknownField = "unknown_field";

    /// <summary>400: something breaks its rule; <c>errors</c> names it.</summary>
    public const string ValidationFailed = "validation_failed";

    /// <summary>400: the cursor is not one this list gave.</summary>
    public const string InvalidCursor = "invalid_cursor";

    /// <summary>400: a header's value cannot be understood.</summary>
    public const string InvalidHeader = "invalid_header";

    /// <summary>400: any other request that cannot be understood.</summary>
    public const string BadRequest = "bad_request";

    /// <summary>401: no token, or one that is expired, forged or revoked.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>401: the address and password do not go together.</summary>
    public const string InvalidCredentials = "invalid_credentials";

    /// <summary>401: the refresh token is unknown, used, expired or revoked.</summary>
    public const string InvalidRefreshToken = "invalid_refresh_token";

    /// <summary>403: the path names another user.</summary>
    public const string NotYourPath = "not_your_path";

    /// <summary>403: the token lacks the scope this route asks for.</summary>
    public const string InsufficientScope = "insufficient_scope";

    /// <summary>403: only a person who is signed in may do this, never an API token.</summary>
    public const string PersonRequired = "person_required";

    /// <summary>404: there is no such thing among the caller's own.</summary>
    public const string NotFound = "not_found";

    /// <summary>404: no such route.</summary>
    public const string NoSuchRoute = "no_such_route";

    /// <summary>405: the route does not take this method.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>409: the address belongs to an account already.</summary>
    public const string EmailTaken = "email_taken";

    /// <summary>409: another list or tag has this name already.</summary>
    public const string NameTaken = "name_taken";

    /// <summary>409: the account has as many of these as it can have.</summary>
    public const string TooMany = "too_many";

    /// <summary>409: what was asked does not go with the state there is; <c>detail</c> says why.</summary>
    public const string Conflict = "conflict";

    /// <summary>410: the journal no longer reaches back that far. Read everything anew, then go on from <c>latest</c>.</summary>
    public const string JournalTruncated = "journal_truncated";

    /// <summary>412: it has changed since the version in <c>If-Match</c>.</summary>
    public const string VersionMismatch = "version_mismatch";

    /// <summary>413: the body is longer than this route takes.</summary>
    public const string BodyTooLarge = "body_too_large";

    /// <summary>415: the body is of a media type this route does not take.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>422: the Idempotency-Key went with another request.</summary>
    public const string IdempotencyKeyReused = "idempotency_key_reused";

    /// <summary>428: this route needs <c>If-Match</c>.</summary>
    public const string VersionRequired = "version_required";

    /// <summary>429: too many requests; <c>Retry-After</c> says when to come back.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>429: too many failed sign-ins; the account is locked for a while.</summary>
    public const string AccountLocked = "account_locked";

    /// <summary>503: the database or another part is away; <c>Retry-After</c> says when to come back.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>503: more work is waiting than can be done in time; <c>Retry-After</c> says when to come back.</summary>
    public const string Busy = "busy";

    /// <summary>500: a bug. The correlation id finds it in the logs.</summary>
    public const string Internal = "internal_error";
}
