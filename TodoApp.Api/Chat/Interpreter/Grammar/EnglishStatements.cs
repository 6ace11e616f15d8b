namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>More ways to say things in English: reading and changing, and statements, which begin with anything.</summary>
internal static class EnglishStatements
{
    public const string Reading = """
        = History
        [show|view|see|get|give] [me] [the|its] history [of|for|on|about] {target}
        what [has|have] (happened|changed) (to|with|in|on|about) {target}
        what (did i|have i) (do|done|change|changed) (to|with|in|on) {target}
        who (changed|edited|completed|added|finished|created|deleted|moved|did) {target}
        when did (i|we) (add|create|finish|complete|change|edit|do|move|delete|make) {target}
        (when was|who was) {target} (added|created|finished|completed|changed|done|deleted|moved)
        [show] [me] [the] (changes|edits) (to|of|in|for) {target}
        = Plan
        plan [out] [my|the] (day|today)
        [help me] plan [out] [my|the] (day|today)
        what (should|shall|can|do|must|could|would) (i|we) [best] (do|work on|start|start with|tackle|focus on|begin with|prioritize|do today) [next|first|today|now|with|on|right now|first today|today first]
        what (needs|has) [to be] (doing|done) [next|first|today|now]
        what's|whats (next|first|up|the plan|my plan|on the agenda|the most important thing|most important|the plan for today)
        what is (next|first|up|the plan|my plan|on the agenda|the most important thing)
        (summarize|summarise|recap|organize|organise) [my] (day|today)
        (sum up|brief me on|walk me through|run me through) [my] (day|today)
        brief me
        [give|show|get|tell|read] [me] [a|an|my|the|today's|quick|daily] [quick|short|brief] (overview|summary|briefing|agenda|rundown|recap|outlook|plan) [of|for|on] [my|the] [day|today]
        how (is|does|'s) my (day|today) [look|looking|look like|going] [like] [today]
        how's my day [look|looking|going] [like] [today]
        (what does|what's|whats) my day [look|looking] [like] [today]
        what is my day like
        [my|today's] (day|agenda|schedule)
        where (should|do) i (start|begin)
        (i'm|im|i am) [feeling] (overwhelmed|swamped|stressed|lost) {x}
        what is (on|in) my [schedule|agenda|calendar] [for] [today]
        = PlanOf
        [give|show|get|tell] [me] [a|an|my|the] [quick] (overview|summary|briefing|agenda|rundown|recap|plan|schedule) (of|for|on) {day}
        (plan|summarize|summarise|recap) {day}
        how (is|does) {day} (look|looking) [like]
        what does {day} look like
        = Details
        when (is|are|'s) {target} [due]
        when's|whens {target} [due]
        when do i (have|need) to {target}
        when (do|must|should) i {target}
        tell me [more|everything|something|all] about {target}
        [show|give|see|view|get|read] [me] [the] (details|detail|info|information|notes|note) (of|about|for|on) {target}
        [show|view|see] [me] more (about|on) {target}
        (what's|whats) the (due date|deadline|date|priority|status|list|note|notes) (of|for|on) {target}
        what (is|are) the (due date|deadline|date|priority|status|list|note|notes|tags) (of|for|on) {target}
        (what|which) (list|tags|priority|tag|status|day|date) (is|are|does|has) {target} (in|on|have|tagged|under|at)
        (what|which) (list|tags|priority|tag|status|day|date) (is|are|does|has) {target}
        (is|are|was) {target} [already|still|now] (done|finished|completed|due|overdue|complete|open|checked off)
        (is|are) {target} on (my|the) list
        (did|have|has) (i|we) [already|ever] (finish|finished|complete|completed|done|do|did) {target} [yet|already]
        what (is|are|was) (number|no|nr) {target}
        (show|open|view|display|read|see) [me] [number|no] {place}
        what does {target} say
        = Search
        (find|search|lookup|locate) [up] [for] [me] [all|any|anything|everything|something] [of] [my|the] [<todos>|<todo>|todo] (about|with|containing|mentioning|related to|regarding|matching|like|that mention|that mentions|named|called|on) {text}
        (find|search|lookup|locate) [for] [me] [the|my|a] [<todos>|<todo>] {text}
        (look|hunt) [up|for] [me] [all|any|anything|everything|something] [<todos>] [about|with|containing|mentioning|related to|on|for] {text}
        (do i have|have i got|is there|are there) (a|an|any|anything|something) [<todos>|<todo>] (about|with|containing|mentioning|related to|regarding|called|named|that says) {text}
        (which|what) <todos> (mention|mentions|contain|contains|are about|talk about|say|have to do with) {text}
        (anything|something|everything) (about|mentioning|related to|regarding|with) {text}
        where (is|are|did i put|'s) {text}
        where's {text}
        """;

    public const string Acting = """
        = Restore
        (restore|undelete|recover|untrash|resurrect|unarchive) {target} [from [the] (trash|bin)]
        (bring|get|take|put|pull) {target} (back|out) [from|of|out of] [the|my] [trash|bin]
        (bring|get|take|put) back {target} [from [the] (trash|bin)]
        [i] [didn't mean to|did not mean to] <del> {target} (bring|get|put|restore) (it|them) [back]
        = Reopen
        (reopen|re-open|uncomplete|un-complete|uncheck|un-check|untick|unmark|unfinish|incomplete) {target}
        {target} (reopen|re-open|uncheck|untick|uncomplete) (it|that|this)
        (mark|set|flag|make) {target} [as|to|be] (undone|incomplete|open|unfinished|uncompleted|pending|active|todo| not done | not finished | not complete | not completed | open again | not done yet | to do )
        open {target} again
        (undo|revert) (completing|finishing|completion of|the completion of|checking off) {target}
        (put|bring) {target} back (on|to) <mylist>
        {target} (is|was) not [actually|really] (done|finished|complete) after all
        = Shift
        (push|move|postpone|delay|shift|snooze|bump|defer|put|set|reschedule) {target} (back|out|off|forward|on|ahead|later|by|for) [by|for] {shift} [later]
        (push|put|move) (back|off|out) {target} [by|for] {shift}
        (push|move|postpone|delay|shift|snooze|bump|defer) {target} {shift} (later|back|out|forward|on|ahead)
        = Repeat
        (make|set|let|have|get) {target} [to] (repeat|recur|repeating|recurring|happen|be recurring|be repeating|come back|come) {when}
        repeat {target} {when}
        {target} (should|must|needs to|has to) (repeat|recur|happen|come back) {when}
        (make|set) {target} (a|to) {when} [recurring] [<todo>]
        = Schedule
        (schedule|plan|arrange) [in] {target} (for|on|at|to|by) {when}
        (schedule|plan|arrange) [in] {target} {when}
        {target} : [due|is due|now] [on|at|by] {when}
        = SetDue
        (set|change|move|update|make|shift|push|put|edit|bump) [the] <due> (of|for|on) {target} (to|as|:|back to|until|on|from) {when}
        (set|change|move|update|make|push|put) {target} <due> (to|as|:|on|for|until) {when}
        (give|add|put) {target} [a|the] <due> (of|on|for|:) {when}
        (add|put|set) [a|the] <due> [of] {when} (to|for|on) {target}
        (make|set|have|mark) {target} due [on|at|by|for] {when}
        (move|reschedule|postpone|push|delay|shift|bump|defer|snooze|change|set|make|put|bring|pull|drag|reshedule|resechedule|rescedule|mv) {target} [back|off|out|up|forward|over] [to|until|till|til|for|by|on|at|from] {when}
        (push|put|move|bring) (back|off|out|up|forward) {target} (to|until|till|til|for|by|on|at) {when}
        {target} {when} instead
        {target} (->|=>|→|>) {when}
        change {target} from {old} to {when}
        (move|reschedule) {target} from {old} to {when}
        = LackingDue
        (reschedule|postpone|snooze|delay|defer|push back|put off|push) {target}
        = Priority
        (set|change|raise|lower|bump|make|update|increase|reduce) [the] (priority|importance) (of|for|on) {target} [up|down] (to|as|:) {priority}
        (set|change|raise|lower|bump|update) {target} [to|as|:] {priority} priority
        (set|change|raise|lower|bump|update) {target} priority [to|as|:] {priority}
        (make|mark|set|flag|change|treat|bump|label) {target} [as|to|a|into] [a|an|very|super|really] {priority} [priority] [<todo>]
        give {target} [a|the] {priority} priority
        (set|make|put|give) [a|the] {priority} priority (on|for|to) {target}
        = PriorityHigh
        (prioritize|prioritise|star|flag) {target}
        = PriorityLow
        (deprioritize|deprioritise) {target}
        = PriorityNone
        (remove|clear|drop|unset|reset) [the] priority (of|from|for|on) {target}
        (unstar|unflag|unprioritize) {target}
        = Rename
        (rename|retitle|reword|rephrase|renam) {target} (to|as|into|:) {title}
        (rename|retitle|reword) {target} {title}
        (change|edit|update|modify|correct|fix) [the] (title|name|text|wording) (of|for|on) {target} (to|into|:) {title}
        (change|edit|update|modify|correct|fix) {target} to (say|read|be) {title}
        call {target} {title} instead
        {target} should (say|read|be called|be named) {title}
        = ChangeTo
        (change|edit|update|modify|correct|fix|turn|replace|switch) {target} (to|into|with|by|:) {value}
        edit {target} {value}
        = ToTop
        (move|put|bring|push|send|bump|drag|raise) {target} [up] to [the] (very top|top|beginning|start|front) [of] [the] [list]
        put {target} first
        = Delete
        (move|put|send|throw) {target} (in|into|to) [the] (trash|bin|garbage|recycle bin)
        <del> [off|out] {target} [from|off|on|in] <mylist>
        (take|get|strike|scratch) {target} (off|from|out of) <mylist>
        <del> [off] {target}
        <del> {target} please
        = DeleteMarked
        (clear|clean|wipe) [up|out|away|off] [all] [of] [my|the] (completed|done|finished|checked|ticked|old completed) [off] [ones|<todos>|<todo>|list]
        = Complete
        (set|change|mark|update) [the] status (of|for|on) {target} (to|as) <done>
        (set|mark|check|tick) [off] <done> : {target}
        tick {target}
        (check|tick|cross|mark|strike|scratch) {target} (off|out) [my|the|from my|from the|of my|of the] [list|todo list|to do list|todos]
        (check|tick|cross|mark|strike|scratch) (off|out) {target} [from|on|off] [my|the] [list|todo list]
        (mark|set|flag|put|consider|make|call|move|change|count|log) {target} [to|as] [being] <done> [now|please]
        (complete|finish|accomplish|close|resolve|completed|finished|done|did|complte|compelte|finsh|comlete|fin) [off|with|doing] {target}
        (i'm|im|we're|i am|we are) [now|all|finally] (done|finished|through) [with] {target}
        <i> (finished|completed|done|did|accomplished|finish|complete) [off|with|doing|up] {target} [today|now|yesterday|already|just now|this morning]
        got {target} done
        <i> got {target} done
        (mark|set) <done> {target}
        {x} (mark|check|tick|cross) (it|that|this) (off|done|complete|completed|as done|as complete|as completed)
        {x} (check|tick) off (it|that|this)
        = PutInList
        (put|place|file|stick) {target} (in|into|on|onto|under) [the|my|our] {list} list
        (put|place|file|stick) {target} (in|into|on|onto|under) [the|my|our] {list}
        = MoveToList
        (move|transfer|shift|reassign|drag|switch|change|mv) {target} from [the|my] {old} (to|into) [the|my|our] {list} list
        (move|transfer|shift|reassign|drag|switch|mv) {target} from [the|my] {old} (to|into) [the|my|our] {list}
        (move|transfer|shift|reassign|drag|switch|change|mv) {target} (over to|to|into|in|under|onto|on) [the|my|our] {list} list
        (move|transfer|shift|reassign|drag|mv) {target} (over to|to|into|in|under|onto|on) [the|my|our] {list}
        {target} (belongs|goes|should be|should go|belong|go) (in|into|on|to|under) [the|my] {list} list
        {target} (belongs|goes|should be|should go|belong|go) (in|into|on|to|under) [the|my] {list}
        """;

    public const string Statements = """
        = StatedNegated
        {x} (isn't|isnt|aren't|wasn't|hasn't|haven't|hasnt|isn’t | is not | are not | was not | has not | have not) [yet|been] {y}
        = StatedPriority
        {target} (is|are|'s|has|should be|must be|needs to be) [now|very|really|super|a|an|so|quite|actually] {priority} [priority] [<todo>]
        {target} has {priority} priority
        = StatedDue
        {target} (is|are|'s) [now|actually] (due|on|for|at|moved to|postponed to|postponed until|scheduled for|rescheduled to|rescheduled for) [on|at|by|for] {when}
        {target} (should|must|needs to|has to|needs) [be] (due|done|happen|on|finished|moved to) [on|at|by|for] {when}
        {target} [has|have] (was|been|got|is) [been|now] (moved|postponed|pushed|rescheduled|delayed|shifted) (to|until|till|for) {when}
        = StatedDone
        {target} (is|are|was|were|'s) [now|already|all|finally|totally|completely] <done> [now|already|!]
        {target} (has|have) [now|already|all|finally|just] been <done> [now|already]
        {target} [all|has] (done|finished|completed|complete|✅|✔|✓)
        (done|finished|completed|✅|✔|✓) : {target}
        = News
        <i> {target}
        """;
}
