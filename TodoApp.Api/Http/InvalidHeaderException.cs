namespace TodoApp.Api.Http;

/// <summary>A request header whose value cannot be understood; the message says what it should be.</summary>
internal sealed class InvalidHeaderException(string message) : BadHttpRequestException(message);
