using TodoApp.Api.Chat.Models;
using TodoApp.Contracts.QuickAdd;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>Where, when and in which language something is said.</summary>
/// <param name="Today">Today, there.</param>
/// <param name="Now">The time, there.</param>
/// <param name="Offset">From UTC, there.</param>
/// <param name="Book">The words of commands.</param>
/// <param name="Dates">The words of dates.</param>
internal sealed record Scene(DateOnly Today, TimeOnly Now, TimeSpan Offset, Phrasebook Book, QuickAddLanguage Dates)
{
    /// <summary>The scene of a person, in the first of their languages.</summary>
    public static Scene Of(ModelSetting setting) => new(
        DateOnly.FromDateTime(setting.Now.DateTime), TimeOnly.FromDateTime(setting.Now.DateTime), setting.Now.Offset,
        Phrasebooks.Of(setting.Locale)[0], QuickAddLanguage.ForLocale(setting.Locale));
}

/// <summary>The languages that commands are understood in.</summary>
internal static class Phrasebooks
{
    /// <summary>Those that somebody of a locale may use, their own first.</summary>
    public static IReadOnlyList<Phrasebook> Of(string locale) => [EnglishPhrases.Book];
}
