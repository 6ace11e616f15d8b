# Runs one command for the AppHost and makes sure that it never outlives it.
#
# usage: bash -c "$(cat supervise.bash)" supervise GRACE COMMAND [ARGUMENT]...
#
# Orders come in on standard input, one a line: `term` and `kill` signal the command's whole process group. The end of
# that input means that the AppHost is gone, however it died: the group is told to end and, GRACE seconds later, killed.
# Only what Linux and macOS both have is used; `set -m` gives every job a process group of its own, so that neither
# Ctrl+C in a terminal nor a signal to the AppHost's group reaches the command behind the AppHost's back.
grace=$1
shift
exec 3<&0 4>&2
set -m

"$@" </dev/null 3<&- 4>&- &
child=$!
exec 2>/dev/null

(
  while read -r order <&3; do
    case $order in
      term) kill -TERM -- "-$child" ;;
      kill) kill -KILL -- "-$child" ;;
    esac
  done
  kill -TERM -- "-$child"
  for ((i = 0; i < grace * 10; i++)); do
    kill -0 -- "-$child" || exit
    sleep 0.1
  done
  kill -KILL -- "-$child"
) >/dev/null 4>&- &
watcher=$!

# A signal interrupts `wait`; only the command's own end counts.
trap : INT TERM HUP
wait "$child"
code=$?
while kill -0 "$child"; do
  wait "$child"
  code=$?
done

# Whatever the command started and left behind goes with it.
kill -KILL -- "-$child"
kill -KILL -- "-$watcher"
exit "$code"
