using TodoApp.Tests.Support.OpenAI;

namespace TodoApp.Tests.Support;

/// <summary>Web over an API whose language model says what a test wants it to say.</summary>
public class AssistantHost : WebHost
{
    private readonly ChatHost _api;

    /// <summary>Makes one on a database of its own.</summary>
    public AssistantHost(PostgresCluster postgres) : this(new ChatHost(postgres))
    {
    }

    private AssistantHost(ChatHost api) : base(api) => _api = api;

    /// <summary>The language model.</summary>
    public ScriptedModel Model => _api.Model;
}
