using TodoApp.Contracts;

namespace TodoApp.Api.Http;

/// <summary>The problems a route can answer with, for the OpenAPI document.</summary>
internal sealed record ProblemMetadata(int Status, string Code);

/// <summary>Says of a route which problems it can answer with.</summary>
internal static class ProblemMetadataExtensions
{
    /// <summary>Adds problems by their codes.</summary>
    public static TBuilder WithProblems<TBuilder>(this TBuilder builder, params string[] codes)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata([.. codes.Select(code => new ProblemMetadata(Problems.StatusOf(code), code))]);

    /// <summary>The problems of every route that takes a JSON body.</summary>
    public static TBuilder WithBodyProblems<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithProblems(
            ProblemCodes.MalformedJson, ProblemCodes.UnknownField, ProblemCodes.ValidationFailed, ProblemCodes.BodyTooLarge,
            ProblemCodes.UnsupportedMediaType);

    /// <summary>The problems of every route about the caller's account.</summary>
    public static TBuilder WithAccountProblems<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithProblems(
            ProblemCodes.Unauthorized, ProblemCodes.InsufficientScope, ProblemCodes.NotFound, ProblemCodes.RateLimited,
            ProblemCodes.Unavailable);

    /// <summary>The problems of every route below a <c>user_id</c>.</summary>
    public static TBuilder WithOwnPathProblems<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithProblems(
            ProblemCodes.Unauthorized, ProblemCodes.NotYourPath, ProblemCodes.InsufficientScope, ProblemCodes.RateLimited,
            ProblemCodes.Unavailable);
}
