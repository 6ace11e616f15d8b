using System.Text.Json.Serialization;
using TodoApp.Contracts.Chat;
using TodoApp.Contracts.QuickAdd;

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
[JsonSerializable(typeof(PatchTodo))]
[JsonSerializable(typeof(BatchTodos))]
[JsonSerializable(typeof(UndoRequest))]
[JsonSerializable(typeof(QuickAddText))]
[JsonSerializable(typeof(QuickAddTodo))]
[JsonSerializable(typeof(CreateList))]
[JsonSerializable(typeof(PatchList))]
[JsonSerializable(typeof(CreateTag))]
[JsonSerializable(typeof(PatchTag))]
[JsonSerializable(typeof(RenameConversation))]
[JsonSerializable(typeof(ConsentDecision))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(LogoutRequest))]
[JsonSerializable(typeof(ChangePassword))]
[JsonSerializable(typeof(UpdateProfile))]
[JsonSerializable(typeof(DeleteAccount))]
[JsonSerializable(typeof(CreateApiToken))]
[JsonSerializable(typeof(CreatePasskey))]
[JsonSerializable(typeof(PasskeyLoginRequest))]
internal sealed partial class ContractJsonContext : JsonSerializerContext;
