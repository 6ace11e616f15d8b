using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Xml;

namespace TodoApp.Api.Mcp.Schemas;

/// <summary>
/// What contracts say about themselves in their XML docs, so that models read the same as people. The files lie beside the
/// assemblies; they are read when somebody first asks for a tool.
/// </summary>
internal sealed class ContractDocs
{
    private readonly ConcurrentDictionary<Assembly, Dictionary<string, string>> _docs = new();

    /// <summary>What a member means; null when it says nothing.</summary>
    public string? Of(Type type, string member)
    {
        var docs = _docs.GetOrAdd(type.Assembly, Read);
        var name = NameOf(type);
        return docs.GetValueOrDefault($"{name}:{member}") ?? docs.GetValueOrDefault($"{name}.{member}");
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    /// <summary>Records document their members as parameters of the type, classes each on its own.</summary>
    private static Dictionary<string, string> Read(Assembly assembly)
    {
        var docs = new Dictionary<string, string>();
        var path = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
        // A tool whose arguments say less is better than none.
        if (!File.Exists(path))
            return docs;

        using var reader = XmlReader.Create(path);
        while (reader.ReadToFollowing("member"))
        {
            var name = reader.GetAttribute("name")!;
            if (name[0] is not ('T' or 'P'))
                continue;

            using var member = reader.ReadSubtree();
            member.Read();
            ReadMember(member, name, docs);
        }

        return docs;
    }

    private static void ReadMember(XmlReader member, string name, Dictionary<string, string> docs)
    {
        member.Read();
        while (!member.EOF)
        {
            if (member.NodeType is not XmlNodeType.Element)
            {
                member.Read();
                continue;
            }

            var parameter = member.LocalName is "param" ? member.GetAttribute("name") : null;
            var isSummary = member.LocalName is "summary" && name[0] is 'P';
            using (var text = member.ReadSubtree())
            {
                if (parameter is not null)
                    docs[$"{name[2..]}:{parameter}"] = Plain(text);
                else if (isSummary)
                    docs[name[2..]] = Plain(text);
            }

            // Closing the part leaves the reader at its end, wherever the part was read to.
            member.Read();
        }
    }

    /// <summary>The text without its tags, on one line; references become the name they refer to, as JSON has it.</summary>
    private static string Plain(XmlReader reader)
    {
        var text = new StringBuilder();
        while (reader.Read())
        {
            if (reader.Depth == 0)
                continue;

            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                text.Append(reader.Value);
            else if (reader.NodeType is XmlNodeType.Element && (reader.GetAttribute("name") ?? reader.GetAttribute("cref") ?? reader.GetAttribute("langword")) is { } reference)
                text.Append(JsonName(reference));
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string JsonName(string reference) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reference[(reference.LastIndexOfAny(['.', ':']) + 1)..]);
}
