using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TodoApp.Contracts;

/// <summary>How contracts look as JSON, for whoever reads or writes them.</summary>
public static class ContractJson
{
    /// <summary>Options for clients of the API; frozen.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>Camel case, enums by name only, nothing that is left out written as null for patches.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.TypeInfoResolverChain.Insert(0, ContractJsonContext.Default);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
