namespace TodoApp.ServiceDefaults;

/// <summary>What the parts of the product are called, in the AppHost's graph as in the services' configuration.</summary>
public static class ResourceNames
{
    /// <summary>The PostgreSQL server.</summary>
    public const string Postgres = "postgres";

    /// <summary>The database, and the connection string under which a service finds it.</summary>
    public const string Database = "tododb";

    /// <summary>The step that brings the schema up to date and then ends.</summary>
    public const string Migrate = "migrate";

    /// <summary>The REST, MCP and chat service.</summary>
    public const string Api = "api";

    /// <summary>The pages people see.</summary>
    public const string Web = "web";
}
