namespace TodoApp.Tests.Support;

/// <summary>Files in the style of other products, under <c>Unit/transfer</c>.</summary>
internal static class TransferSamples
{
    public static string Read(string name) =>
        File.ReadAllText(Path.Combine(Repository.Root, "TodoApp.Tests", "Unit", "transfer", name));
}
