using System.Globalization;
using TodoApp.Contracts;
using static TodoApp.Api.Chat.Interpreter.Grammar.PhrasebookReader;

namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>The words of English commands.</summary>
internal static class EnglishPhrases
{
    public static Phrasebook Book { get; } = new()
    {
        Code = "en",
        Leads = Phrases("""
            please|pls|plz|plss|hey|hi|hello|ok|okay|k|so|well|now|then|and|also|just|actually|can you|could you|would you|will you|can u
            could u|would u|would you mind|do you mind|i want you to|i need you to|i'd like you to|i would like you to|go ahead and|kindly|assistant|yo
            alright|great|cool|thanks|thank you|sorry|oh|um|uh|hmm|right|let's|lets|hey there|hi there|can you please|could you please|can we
            you can|perfect|nice|yes please|no wait|wait|good morning|good evening|quick|quickly|if you could|be so kind and|help me|and then|but|ah|dear assistant|bot
            i think|i guess|looks like|turns out|finally|btw|fyi|ugh|phew|woohoo|yay|yeah|yep|yup|computer|todo app|buddy|mate|dude|man
            """),
        GerundLeads = Phrases("would you mind|do you mind|could you please mind|mind|how about|what about"),
        Gerunds = Meanings("""
            add: adding
            delete: deleting
            remove: removing
            complete: completing
            mark: marking
            move: moving
            rename: renaming
            show: showing
            list: listing
            create: creating
            make: making
            put: putting
            set: setting
            change: changing
            find: finding
            remind: reminding
            tell: telling
            give: giving
            reschedule: rescheduling
            postpone: postponing
            """, verb => verb),
        Trails = Phrases("""
            please|pls|plz|plss|thanks|thank you|thx|ty|tnx|for me|right now|if you can|if possible|would you|will you|can you|could you|ok|okay
            then|mate|buddy|dude|bro|man|thank you very much|thanks a lot|many thanks|cheers|if you don't mind|when you get a chance|asap please|lol|haha|yeah|right|too|as well|by the way|btw|:)|;)|xx|<3
            thank u|thank you so much|thanks so much|if that's ok|if that's okay|real quick|quickly|anymore|any more
            """),
        Wishes = Phrases("i want to|i'd like to|i would like to|i wanna|id like to|i want|i'd love to|i'm trying to|let me|i am trying to|i'd like|i wish to|we want to|it's time to|time to|i'd like to be able to"),
        Hedges = Phrases("if|unless|maybe|perhaps|once|as soon as|suppose|imagine|let's say|pretend|hypothetically|as if|in case|assuming|while|whenever|i might|i may|i could|i wonder|i was wondering|wondering"),
        QuestionWords = Phrases("what|what's|whats|which|who|who's|why|when|when's|where|where's|how|how's|is|are|am|was|were|do|does|did|have|has|had|can|could|should|would|will|shall|may|might|any|anything"),
        Statements = Phrases("i|it|that|this|he|she|we|they|you|there|i'm|i've|it's|he's|she's|we're|they're|you're|these|those|yesterday"),
        Remarks = Meanings("""
            Greeting: hi|hello|hey|hi there|hey there|hello there|yo|good morning|good afternoon|good evening|good day|morning|evening|howdy|greetings|hiya|sup|how are you|how are you doing|hello how are you|what's up|whats up
            Thanks: thanks|thank you|thx|ty|cheers|thanks a lot|many thanks|great|perfect|cool|nice|awesome|ok|okay|ok thanks|great thanks|perfect thanks|thank you so much|thank you very much|good|well done|good job|nice one|super|excellent|good bot|k|alright|got it|bye|goodbye|see you|good night|lovely|thanks so much|wonderful|tysm|much appreciated
            Help: help|help me|what can you do|what can you do for me|what do you do|how do you work|how does this work|commands|what can i say|what can i ask|what can i do here|usage|?|examples|what are you|who are you|what do you understand|how can you help|how can you help me|how do i use this|how do i use you|show help|what commands are there|what else can you do|i need help|what now
            Answer: yes|yep|yeah|sure|no|nope|nah|never mind|nevermind|cancel|stop|forget it|both|none|neither|y|n|nm|nvm|go ahead|do it
            """, Enum.Parse<RemarkKind>),
        Yes = Phrases("yes|yep|yeah|yup|sure|ok|okay|y|do it|go ahead|please|please do|yes please|correct|right|exactly|that one|that's it|of course|absolutely|yes it is|fine|sounds good|yes that one|that's the one|ja|yess|ye|yea|go for it|do that|yes do it|yes do that|affirmative|sure thing|it is|yes add it|add it|create it|yes create it"),
        No = Phrases("no|nope|nah|none|none of them|none of those|none of these|neither|never mind|nevermind|cancel|stop|forget it|forget about it|n|no thanks|no thank you|don't|do not|leave it|not that|nothing|nvm|nm|no way|nah thanks|skip|skip it|abort|no don't|no leave it|neither of them|not now|no stop|actually no|no never mind|actually never mind|nein"),
        All = Phrases("all|both|all of them|both of them|everything|every one|all of those|all of these|each|them all|all three|the lot|all of it|each of them|the both|both please|all please"),
        Patterns = Patterns(
            string.Join('\n', EnglishPatterns.Verbs, EnglishStatements.Reading, EnglishStatements.Acting, EnglishStatements.Statements), EnglishPatterns.Sets),
        AddTails = Patterns("""
            {text} put|add|file|stick|place it|that|this in|on|into|under|to [the|my|our] {list} list
            {text} put|add|file|stick|place it|that|this in|on|into|under|to [the|my|our] {list}
            {text} make it|that|this [a] {priority} [priority]
            {text} and make it|that|this [a] {priority} [priority]
            {text} with|as|at [a|an] {priority} priority
            {text} as {priority}
            {text} ( priority : | priority | prio ) {priority}
            {text} {priority} priority|prio
            {text} tagged|tag|label|labelled|labeled|tags [as|with|:] {tags}
            {text} with [the] tag|tags|label|labels {tags}
            {text} on|to|in|into|onto|under [the|my|our] list {list}
            {text} to|on|in|into|onto|under|for [the|my|our] {list} list
            {text} to|on|in|into|onto <mylist>
            {text} in|to|into|under|on [the|my|our] {maybelist}
            """, EnglishPatterns.Sets, "tails"),
        Priorities = Meanings("""
            High: high|highest|urgent|important|top|critical|crucial|max|maximum|essential|vital|asap|very important|very urgent|super important|!high|p1|number one|super urgent|very high
            Medium: medium|normal|mid|moderate|average|med|p2|!medium
            Low: low|lowest|minor|unimportant|not urgent|not important|less important|not so important|p3|!low|very low
            None: no|none
            """, Enum.Parse<Priority>),
        Articles = Phrases("the|a|an|my|our|your|this|that|these|those|some|his|her|their|its|all the|all my|both|both the|both my"),
        Nouns = Phrases("todo|to-do|to do|task|item|reminder|entry|one|thing|todos|tasks|items|reminders|entries|to-dos|ones"),
        NounLinks = Phrases("about|called|named|for|titled|to|that says|saying|with|of|on|regarding|:"),
        Prepositions = Phrases("on|in|to|off|from|into|onto|of|out|under"),
        Joins = Phrases("and|&|plus|as well as|and also|+|and the"),
        Sequels = Phrases("then|and then|after that|afterwards|also|and also"),
        Ordinals = Meanings("""
            1: first|1st
            2: second|2nd
            3: third|3rd
            4: fourth|4th
            5: fifth|5th
            6: sixth|6th
            7: seventh|7th
            8: eighth|8th
            9: ninth|9th
            10: tenth|10th
            -1: last|bottom|final|very last
            -2: second to last|next to last|penultimate|second last
            """, v => int.Parse(v, CultureInfo.InvariantCulture)),
        Numbers = Meanings("""
            1: one
            2: two
            3: three
            4: four
            5: five
            6: six
            7: seven
            8: eight
            9: nine
            10: ten
            """, v => int.Parse(v, CultureInfo.InvariantCulture)),
        It = Phrases("it|that|this|that one|this one|the one|that todo|this todo|that task|this task|the todo|the task|the same|that item|this item|the item|that thing|the same one|the thing"),
        Them = Phrases("them|these|those|all of them|all of these|all of those|them all|both|both of them|all|everything|those two|these two|the two|the lot|all of it|the both|all three|those three|every one|all these|all those|each of them|every one of them|these todos|those todos|these tasks|those tasks|these ones|those ones|all of the above|both of these|both of those"),
        Every = Phrases("all|all the|all my|every|everything|everything that is|everything that's|all of the|all of my|any|each|all todos|all tasks|every single|the completed|my completed|completed|overdue|the overdue|my overdue|the done|done|all that are|all that is|anything"),
        ViewWords = EnglishViews.Words,
        ViewOpeners = EnglishViews.Openers,
        ShowOpeners = Phrases("show|show me|list|list me|display|view|pull up|bring up|let me see|can i see|could i see|shw|sho|show us|what's in|what is in|whats in"),
        StopWords = Phrases("the|a|an|my|our|your|this|that|to|for|of|on|in|at|with|about|and|todo|task|item|reminder|one|thing|it|is|be|been|has|have|had|was|were|are|from|just|called|named|titled|please|some|me|i|up|regarding|by|todos|tasks|entry|do|stuff|so|as|its|our|already|finally|now|today|off|out|isn't|isnt|not|after|all|wasn't|wasnt|still|really|both|actually|anymore|done|yet|that's|thats|it's|its"),
        Lemmas = EnglishViews.Lemmas,
        Endings = ["ings", "ing", "ies", "ied", "es", "ed", "s"],
        ShiftUnits = Meanings("""
            1: day|days|d
            7: week|weeks|wk|wks
            14: fortnight
            -1: month|months
            -12: year|years
            """, v => int.Parse(v, CultureInfo.InvariantCulture)),
        Verbs = Phrases("complete|finish|finished|completed|rename|reschedule|postpone|snooze|reopen|restore|create|search|remind|prioritize|summarize|priority|change|update|move|show|mark"),
    };
}
