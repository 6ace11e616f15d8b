namespace TodoApp.ServiceDefaults;

/// <summary>How the runtime of the services is set up where the project file cannot say it.</summary>
public static class RuntimeSettings
{
    /// <summary>
    /// How much the youngest generation takes before it is collected, in bytes, hexadecimal. Otherwise it follows the size of
    /// the processor's cache, which on servers is more than the rest of the heap.
    /// </summary>
    public const string YoungGenerationVariable = "DOTNET_GCgen0size";

    /// <summary>4 MiB.</summary>
    public const string YoungGeneration = "0x400000";
}
