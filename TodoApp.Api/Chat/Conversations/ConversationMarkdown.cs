using System.Globalization;
using System.Text;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Conversations;

/// <summary>A conversation as a text to read.</summary>
internal static class ConversationMarkdown
{
    public static string Write(ConversationExport conversation)
    {
        var text = new StringBuilder($"# {conversation.Conversation.Title}\n");
        foreach (var message in conversation.Messages)
        {
            var who = message.Role is ChatRole.User ? "You" : "Assistant";
            text.Append(CultureInfo.InvariantCulture, $"\n## {who}, {message.CreatedAt:yyyy-MM-dd HH:mm} UTC\n\n{message.Text}\n");
            if (message.Tools.Count > 0)
                text.Append('\n');
            foreach (var tool in message.Tools)
                text.Append(CultureInfo.InvariantCulture, $"- `{tool.Name}` {tool.Status}{(tool.Summary is null ? "" : $": {tool.Summary}")}\n");
        }

        return text.ToString();
    }
}
