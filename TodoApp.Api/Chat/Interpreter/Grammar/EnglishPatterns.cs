namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>The ways to say things in English, in the notation of <see cref="PhrasePattern"/>.</summary>
internal static class EnglishPatterns
{
    /// <summary>Parts that the patterns share.</summary>
    public static IReadOnlyDictionary<string, string> Sets { get; } = new Dictionary<string, string>
    {
        ["del"] = "delete|deletes|delte|deleet|delet|remove|remvoe|del|rm|trash|erase|discard|scrap|bin|drop|toss|ditch|dump|nuke|axe | get rid of | throw away | throw out",
        ["done"] = "done|complete|completed|finished|checked|resolved | as done | as complete | as completed | as finished | to done",
        ["todo"] = "todo|to-do|task|item|reminder|entry | to do | list item | todo item",
        ["todos"] = "todos|to-dos|tasks|items|reminders|things|stuff|entries | to dos | todo items",
        ["mylist"] = "[ my|the|our ] ( list|todos|tasks|to-dos|agenda|plate|reminders | to do list | todo list | todo-list | to-do list | task list | list of todos | list of tasks )",
        ["due"] = "due date | due day | due time | deadline | date | due | reminder date",
        ["when"] = "to|until|till|til|for|by|on|at|from",
        ["make"] = "add|create|make|new|insert|enter|record|jot|log|write|set|put|addd|ad|creat | set up | put down | write down | jot down",
        ["i"] = "i|we | i have | i've | i just | i already | i have already | i've already | i've just | i have just | i finally | i've finally | we've | we have | just|already",
    };

    public const string Verbs = """
        = Note
        add|put|write|attach|leave [a|the] note to|on|for|about {target} : {notes}
        add|put|write|attach|leave [a|the] note to|on|for {target} saying|that|says [that] {notes}
        note on|for {target} : {notes}
        set|change [the] notes|note of|on|for {target} to {notes}
        add {notes} to the notes|note of {target}
        = Tag
        add|put|attach|stick [the] [tag|tags|label|labels] {hashtags} to|on|onto {target}
        tag|label {target} {hashtags}
        = TagNamed
        tag|label {target} with|as|: [the] [tag] {tags}
        add|put|attach|give|assign [the|a] [new] tag|tags|label|labels [called|named] {tags} to|on {target}
        add|put|attach|stick|assign the|a {tags} tag|label to|on {target}
        give {target} the tag|label {tags}
        = Untag
        remove|delete|drop|take|strip [the] tag|tags|label {tags} from|off|of {target}
        remove|delete|drop|take|strip the {tags} tag|label from|off|of {target}
        remove|delete|drop|take|strip [the] {hashtags} [tag] from|off|of {target}
        take [the] tag {tags} off [of] {target}
        untag {tags} from {target}
        untag {target} from|as {tags}
        = UntagAll
        untag {target}
        remove|delete|clear all [the] tags from|off|of {target}
        = ClearDue
        ( clear|unset|cancel | <del> | take off ) [the|its] <due> of|from|for|on|off {target}
        make {target} undated
        make|set {target} no longer due
        {target} has|needs|have no <due>
        = Remember
        remind me [please] to|about|of|that {text}
        remind me {text}
        (don't|dont | do not) [let me] forget [to|about|that|the] {text}
        don't let me forget [to|about] {text}
        i|we must|should|can't|cannot|mustn't|shouldn't|cant [not] forget [to|about] {text}
        remember [to|that] {text}
        make sure [that] [to] [i|we] {text}
        be sure to {text}
        note to self [:] {text}
        [my|a|the] [new] <todo> for {when} : {text}
        ( todo|task|reminder|to-do | to do | note ) : {text}
        i|we [really|still|also|definitely] (need|must|should|gotta|hafta) [really|still|also|definitely|probably] [to] {text}
        i|we [really|still|also|definitely] (have|got|ought | 've got | am supposed | will need | 'll need ) to {text}
        i've got to {text}
        i'll need to {text}
        need|have|gotta|must to {text}
        gotta|must|needs {text}
        i'm supposed to {text}
        = NewList
        <make> [me|for me] [a|an|another] [new] list [for me] called|named|titled {title}
        <make> [me|for me] [a|an|another] [new] list [for me] [for|:] {name}
        <make> [me] a|an|another|new [new] {name} list
        start|open [a] [new] list [called|named|for|:] {name}
        start|open a [new] {name} list
        = AddSeveral
        <make> [these|the following|a few|some|several|my] [new] {count} [new] <todos> [:] {items}
        <make> [these|the following|a few|some|several|my] [new] <todos> [:] {items}
        <make> these|the following [:] {items}
        = AddNothing
        <make> [me] [a|an|another|one|some] [new] <todo> [for me] [to <mylist>]
        <make> [something|one] [to <mylist>]
        remind me
        remind me of something
        = AddNamed
        add|put {text} (on|in|to|into) [the|my|our] {list} list (for|by|on|due|at) {when}
        add|put {text} (on|in|to|into) [the|my|our] {list} list {when}
        <make> [me] [a|an|another] [new] <todo> (in|on|for|to) [the|my|our] {list} list : {text}
        <make> [me] [a|an|another] [new] <todo> (in|on|for|to) [the|my|our] {list} : {text}
        add|put (in|on|to|into) [the|my|our] {list} list : {text}
        add|put (in|on|to|into) [the|my|our] {list} : {text}
        <make> [me] [a|an|another|the|one|this] [new] <todo> [for me] ( called|named|titled|saying|: | that says | to remind me to | reminding me to ) {text}
        = Add
        <make> [down] [me] [a|an|another|the|one|this] [new] {priority} [priority] <todo> [:|to|for|called|about] {text}
        <make> [down] [me] [a|an|another|the|one|this] [new] <todo> [(on|to) <mylist>] [for me] [to|for|about|of|that|:] {text}
        ( add|insert|enter|record|jot|log|addd|ad|create|creat | jot down | write down ) [down|in|also] [:] {text}
        ( put ) [down] {text} to|on|in|into|onto <mylist>
        new [:] {text}
        = ShowLists
        [show|list|see|view|get|give|display] [me] [all] [of] [my|the|our] lists [please]
        what|which lists [do i have|have i|are there|exist|do i have got|have i got|are mine]
        what are my|the lists
        do i have any lists
        how many lists do i have
        = ShowTags
        [show|list|see|view|get|give|display] [me] [all] [of] [my|the|our] tags|labels
        what|which tags|labels [do i have|have i|are there|exist|do i use|am i using|have i got]
        what are my|the tags|labels
        = Undo
        [oops|whoops|no|wait|sorry|argh|damn|oh no] undo|revert|rollback|unto [ that|it|this|please|last|again | the last | the last (change|changes|action|thing|one|step|command) | that last (change|one) | my last (change|action) | what you [just] did | everything you [just] did | all of that | all that | your last (change|action) | all [of] (it|them) ]
        [oops|whoops|no|wait|sorry|oh] (take|roll|put|turn|bring|change) (that|it|this|everything|them) back
        [oops|whoops|no|wait|sorry] (take|roll) back (that|it|this|the last change|the last one)
        oops|whoops
        ctrl+z
        ctrl|cmd z
        redo [that|it|this]
        go back
        [no|oops] cancel that
        (that was|that's|this was|it was) [a|not] (wrong|mistake|error | what i meant | what i wanted | right ) [please] [undo|revert] [it|that]
        (that was|that's|this was|it was) [a|not] (wrong|mistake|error | what i meant | what i wanted | right ) (take|put|change) it back
        = Impossible
        share {x} with {y}
        share {x}
        assign|delegate {x} to {y}
        ( <del> |rename|archive ) [the|my] {list} list
        (empty|purge) [the|my] (trash|bin|recycle bin)
        (clear|erase|delete) [out] [the|my] (trash|bin)
        permanently <del> {x}
        <del> {x} permanently|forever
        <del> [the|my] {x} for good
        ( <del> | close|change|deactivate ) my (account|password|email|profile|data)
        (log|sign) me (out|in)
        (export|import|print|sync|backup | back up) {x}
        (send|text|order|play|open|navigate|translate|turn) me {x}
        (invite|notify|ping) {x} to|about {y}
        merge|split {x} (with|into|and) {y}
        attach|upload {x}
        attach|upload {x} to {y}
        set [me] [a|an] alarm|timer [for|at] {x}
        start [a] timer [for] {x}
        = DeleteUnneeded
        i|we don't|dont need [to] {target} [anymore|any more|any longer] [so] [please|just] <del> (it|that|this|them|those)
        i|we no longer need [to] {target} [so] [please|just] <del> (it|that|this|them|those)
        = Negated
        (don't|dont|never|not|stop|avoid|doesn't|no | do not | please don't | you must not | you should not | you shouldn't | you mustn't | under no circumstances ) {x}
        no
        i|we ( don't|dont|didn't|didnt|haven't|havent|can't|cant|cannot|couldn't|won't|wouldn't|wasn't|shouldn't|never|not | do not | did not | have not | will not | could not | am not | was not | should not | must not | would not | have never ) {x}
        i'm|im|we're|i've not|never {x}
        please leave|keep {x}
        leave|keep {x}
        = Advice
        (should|shall|must|may|might|would|could|ought) (i|we|it|that|this|they|he|she|the) {x}
        should {x}
        what happens if|when {x}
        what (if|would happen|will happen) {x}
        (do you think|do you reckon|is it ok|is it okay|is it safe|would it be|is it possible|are you able|how about|what about|why|how come) {x}
        (can|may|could) (i|we) {x}
        how (do|can|would|should|to|does|could) [i|you|we|one|the|this] {x}
        why {x}
        did you {x}
        have you {x}
        are you [going] {x}
        will you {x}
        who (are|made|is) {x}
        """;
}
