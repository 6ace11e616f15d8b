namespace TodoApp.Api;

/// <summary>Names this assembly to test hosts, which cannot tell the <c>Program</c> classes of two services apart.</summary>
public sealed class ApiEntryPoint;
