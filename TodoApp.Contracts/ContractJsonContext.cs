using System.Text.Json.Serialization;
using TodoApp.Contracts.Chat;

namespace TodoApp.Contracts;

/// <summary>
/// What travels most, described when it is compiled: a process need not look at these types by reflection before it can
/// answer. Everything else goes by reflection; the JSON is the same.
/// </summary>
[JsonSerializable(typeof(Page<TodoItem>))]
[JsonSerializable(typeof(TodoItem))]
[JsonSerializable(typeof(CreateTodo))]
[JsonSerializable(typeof(ReplaceTodo))]
[JsonSerializable(typeof(CompleteTodo))]
[JsonSerializable(typeof(HistoryEntry))]
[JsonSerializable(typeof(Changes))]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatStarted))]
[JsonSerializable(typeof(ChatDelta))]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(IReadOnlyList<ListItem>))]
[JsonSerializable(typeof(IReadOnlyList<TagItem>))]
internal sealed partial class ContractJsonContext : JsonSerializerContext;
