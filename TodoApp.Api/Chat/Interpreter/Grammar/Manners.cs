namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>Takes politeness away from around what was said.</summary>
internal static class Manners
{
    private const int MostRounds = 6;

    public static Utterance Strip(Utterance said, Phrasebook book)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (said.Phrase(0, said.Count) is { } whole && book.Remarks.ContainsKey(whole))
                return said;

            var lead = Lead(said, book);
            var rest = lead > 0 && said.Phrase(0, lead) is { } polite && book.GerundLeads.Contains(polite)
                ? Plain(said.Narrow(lead, said.Count), book)
                : said.Narrow(lead, said.Count);
            var trail = rest.SkipBack(book.Trails);
            rest = trail < rest.Count ? rest.Narrow(0, rest.Count - trail) : rest;
            if (rest.Count == said.Count)
                break;
            said = rest;
        }

        return said;
    }

    /// <summary>"Adding" as "add".</summary>
    private static Utterance Plain(Utterance said, Phrasebook book) =>
        said.Count > 0 && book.Gerunds.TryGetValue(said[0].Norm, out var verb)
            ? said with { All = [.. said.All.Select((w, i) => i == said.From ? w with { Norm = verb } : w)] }
            : said;

    private static int Lead(Utterance said, Phrasebook book)
    {
        var lead = said.Skip(0, book.Leads);
        // A dash or bullet in front says nothing.
        if (lead == 0 && said.Count > 1 && said[0].Norm is "-" or "*" or "•" or "–")
            lead = 1;
        return lead < said.Count ? lead : 0;
    }
}
