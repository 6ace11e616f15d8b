using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.Foreign;

/// <summary>Labels in the name of a Todoist task: words that begin with an at sign.</summary>
internal static class TodoistLabels
{
    public static void Take(ForeignTodo todo, string content)
    {
        var words = content.Split(' ');
        var labels = words.Where(IsLabel).ToList();
        var rest = string.Join(' ', words.Where(w => !IsLabel(w))).Trim();
        // A name of labels only keeps them; a todo needs a title.
        todo.Title = rest.Length == 0 ? content : rest;
        todo.Tags.AddRange(labels.Select(l => l[1..]));
    }

    private static bool IsLabel(string word) => word is ['@', _, ..] && TagName.Flaw(word[1..]) is null;
}
