using static TodoApp.Api.Chat.Interpreter.Grammar.PhrasebookReader;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>What the words of a request to see todos mean in English, and forms of verbs that no ending tells.</summary>
internal static class EnglishViews
{
    public static HashSet<string> Openers { get; } = Phrases("""
        show|show me|list|list me|display|view|see|give me|get|get me|print|read|read me|check|tell me|show me the list of|show us|pull up|bring up|open|let me see|can i see|could i see|may i see|i want to see|i'd like to see|lemme see|shw|sho
        what's|whats|what is|what are|what|which|what do i have|what have i got|what do i have to do|what do i need to do|what must i do|what should i do|what have i|what did i|which did i|which have i|what do we have|what am i supposed to do|what was|what were|what will be|what do i need to get done|what tasks do i have|what todos do i have|what to do|what all is|what all do i have|what needs doing|what needs to be done|what has to be done|what else is|what else do i have|what other
        do i have|have i got|do i have anything|do i have something|got anything|got|is there|are there|is there anything|is there something|are there any|do i have any|do i still have|have i|did i|am i|do we have|is anything|is something|are any
        anything|any|something|everything|everything i have|all i have|how many|how much|how many todos do i have|count|number of|how many do i have|how's|how is|tell me what is|tell me what's|tell me what i have|tell me which|show me what is|show me what's|show me what i have|remind me what is|remind me what's|remind me what i have|go through|run through|what's still|what is still
        """);

    public static Dictionary<string, ViewWord> Words { get; } = Meanings("""
        Filler: that's|thats|that're|it's|tonight|my|the|all|me|todo|todos|task|tasks|to-do|to-dos|to do|to dos|item|items|thing|things|stuff|is|are|was|were|due|for|do|i|have|got|that|which|of|on|there|be|need|a|an|up|only|just|anything|something|everything|list of|to|and|what|so|far|scheduled|planned|coming|still|at|am|we|our|it|these|those|them|they|any|ones|one|plate|on my plate|on my list|my list|on the list|todo list|to do list|task list|to-do list|on my todo list|on my to do list|on the agenda|agenda|here|reminders|entries|with|must|should|did|had|ive|i've|can|see|please|current|currently|right now|now|the ones|around|happening|going on|set|assigned|marked|as|priority todos|that are|that is|us|by me
        Open: open|left|remaining|outstanding|pending|unfinished|not done|incomplete|undone|active|uncompleted|still open|not finished|left to do|left over|to be done|not completed|unfinished ones
        Completed: completed|done|finished|complete|finish|ticked off|checked off|closed|complete already|done already|get done|accomplished|accomplish
        Trash: trash|in the trash|deleted|bin|in the bin|trashed|the trash|the bin|removed|recycle bin|thrown away|delete
        Overdue: overdue|late|past due|missed|behind|behind on|overdue ones|forgotten|running late on|should have done|past|late on|past their due date|past its due date
        Yesterday: yesterday|from yesterday|on yesterday
        ThisWeek: this week|the week|in this week|during this week|for this week|rest of the week|the rest of the week|week|later this week|on this week
        NextWeek: next week|for next week|in the next week|coming week|the coming week|on next week|the following week
        Weekend: weekend|this weekend|the weekend|on the weekend|over the weekend|for the weekend|at the weekend
        ThisMonth: this month|the month|in this month|for this month|rest of the month|month
        NextMonth: next month|for next month|in next month
        Soon: soon|next few days|in the next few days|the next few days|next days|next 7 days|next seven days|in the next 7 days|the next 7 days|coming days|the coming days
        Upcoming: upcoming|coming up|ahead|in the future|future|lies ahead
        Priority: priority|prio
        Urgent: most urgent|high priority|important|urgent|top priority|most important|high prio|critical|high-priority|highest priority|prioritized
        Before: before|earlier than
        Until: until|by|till|up to|til|no later than
        After: after|later than|past the
        In: in|in the|from|from the|on the|on my|in my|from my|inside|under|within|for the
        List: list|lists
        Tagged: tagged|tagged with|tagged as|with tag|with the tag|tag|labelled|labeled|with label|with the label|having tag|label
        Count: many|count|number
        """, Enum.Parse<ViewWord>);

    public static Dictionary<string, string> Lemmas { get; } = Meanings("""
        buy: bought
        call: called
        pay: paid
        send: sent
        write: wrote|written|writing
        do: did|done|doing
        make: made|making
        get: got|gotten
        go: went|gone
        take: took|taken|taking
        run: ran|running
        meet: met
        tell: told
        give: gave|given|giving
        find: found
        bring: brought
        build: built
        sell: sold
        speak: spoke|spoken
        talk: talked
        drive: drove|driven
        eat: ate|eaten
        choose: chose|chosen
        clean: cleaned
        submit: submitted
        ship: shipped
        plan: planned|planning
        prepare: prepared|preparing|prep
        schedule: scheduled
        organize: organized|organise|organised
        book: booked
        water: watered
        renew: renewed
        return: returned
        mop: mopped
        shop: shopped|shopping
        mom: mum|mother|mommy
        dad: father|daddy
        fold: folded
        begin: began|begun
        teach: taught
        draw: drew|drawn
        think: thought
        hang: hung
        feed: fed
        see: saw|seen
        put: putting
        cut: cutting
        set: setting
        appointment: appt|apt
        dentist: dentists
        electricity: electric|electrical
        """, lemma => lemma);
}
