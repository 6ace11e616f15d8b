using System.Text.Json;
using System.Text.Json.Serialization;

namespace TodoApp.Contracts;

/// <summary>
/// A member of a JSON merge patch (RFC 7396): left out means "leave it as it is", null means "clear it".
/// </summary>
/// <typeparam name="T">The type of the value, nullable where it can be cleared.</typeparam>
[JsonConverter(typeof(OptionalConverterFactory))]
public readonly record struct Optional<T>
{
    /// <summary>A value that is present, even when it is null.</summary>
    public Optional(T value) => (IsSet, Value) = (true, value);

    /// <summary>Whether the member was present.</summary>
    public bool IsSet { get; }

    /// <summary>The value; the default of its type when the member was left out.</summary>
    public T Value { get; }

    /// <summary>The value when it was present, otherwise what there was before.</summary>
    /// <param name="current">What there was before.</param>
    public T Or(T current) => IsSet ? Value : current;

    /// <summary>Wraps a value as present.</summary>
    public static implicit operator Optional<T>(T value) => new(value);
}

/// <summary>Reads and writes <see cref="Optional{T}"/> as its bare value.</summary>
public sealed class OptionalConverterFactory : JsonConverterFactory
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);
    }

    /// <inheritdoc />
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return (JsonConverter)Activator.CreateInstance(
            typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
    }

    private sealed class Converter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<T>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
