using System.Diagnostics;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests.Scripts;

/// <summary>
/// A cluster made of programs on the PATH that write down what they are asked and answer as they were told. What kubectl does
/// without a server, the real one does.
/// </summary>
internal sealed class StandInCluster : IDisposable
{
    private const string Program = """
        #!/usr/bin/env bash
        here=HERE
        name=${0##*/}
        printf '%s %s\n' "$name" "$*" >>"$here/log"
        case "$name $*" in
          kubectl*'create job '*) ;;
          kubectl*--dry-run=client* | kubectl*--local* | 'kubectl kustomize '*) exec KUBECTL "$@" ;;
        esac
        case " $* " in *' -f - '* | *' exec -i '*) cat >"$here/stdin-$(date +%s%N)" ;; esac
        for word in "$@"; do case $word in *.yaml) [[ ! -f $word || $word != */todo.??????/* ]] || cp "$word" "$here/stdin-$(date +%s%N)" ;; esac; done
        while IFS=$'\t' read -r pattern code answer; do
          # shellcheck disable=SC2254
          case "$name $*" in $pattern) printf '%b' "$answer"; exit "$code" ;; esac
        done <"$here/answers"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("todoapp-scripts-").FullName;
    private readonly List<string> _answers = [];

    /// <param name="context">kubectl's current one.</param>
    public StandInCluster(string context = "minikube")
    {
        var bin = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        foreach (var name in new[] { "kubectl", "helm", "minikube", "curl", "dotnet", "docker" })
        {
            var path = Path.Combine(bin, name);
            File.WriteAllText(path, Program.Replace("HERE", _folder, StringComparison.Ordinal)
                .Replace("KUBECTL", Tool.Find("kubectl"), StringComparison.Ordinal));
            if (OperatingSystem.IsWindows())
                throw new PlatformNotSupportedException("The scripts are for bash.");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        File.WriteAllText(Path.Combine(_folder, "log"), "");
        Answer("kubectl config current-context", context);
        Answer("minikube version*", "v1.37.0");
        Answer("*get job *jsonpath={range*", "Complete ");
    }

    /// <summary>What was asked, in order, without the words that name the cluster.</summary>
    public IReadOnlyList<string> Calls => [.. File.ReadLines(Path.Combine(_folder, "log"))
        .Select(line => line.Replace("--context minikube --namespace todo ", "", StringComparison.Ordinal)
            .Replace("--kube-context minikube --namespace todo ", "", StringComparison.Ordinal).TrimEnd())];

    /// <summary>What was handed over on standard input or as a file of the script's own, in order.</summary>
    public IReadOnlyList<string> Handed =>
        [.. Directory.GetFiles(_folder, "stdin-*").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>Answers a call that fits a shell pattern; what was said last wins.</summary>
    public StandInCluster Answer(string pattern, string answer, int code = 0)
    {
        _answers.Insert(0, string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{pattern}\t{code}\t{answer.Replace("\n", "\\n", StringComparison.Ordinal)}"));
        return this;
    }

    /// <summary>Runs one of manifests/scripts.</summary>
    public Task<ToolResult> RunAsync(string script, params string[] arguments) => RunAsync(script, arguments, input: null);

    /// <summary>Runs one of manifests/scripts, with what it is to read on its standard input.</summary>
    public async Task<ToolResult> RunAsync(string script, string[] arguments, string? input)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "answers"), string.Join('\n', _answers) + "\n");
        var start = new ProcessStartInfo("bash", [Checkout.Full($"manifests/scripts/{script}"), .. arguments]) { WorkingDirectory = _folder };
        start.Environment["PATH"] = $"{Path.Combine(_folder, "bin")}:/usr/bin:/bin";
        start.Environment["TODO_POLL"] = "0";
        return await Tool.RunAsync(start, input);
    }

    /// <summary>Where in <see cref="Calls"/> the first one with these words is; a test fails that does not find it.</summary>
    public int Position(string words)
    {
        var found = Calls.ToList().FindIndex(call => call.Contains(words, StringComparison.Ordinal));
        Assert.True(found >= 0, $"Nobody asked '{words}' but:\n{string.Join('\n', Calls)}");

        return found;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
