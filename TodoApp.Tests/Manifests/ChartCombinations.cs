namespace TodoApp.Tests.Manifests;

/// <summary>Every file with values, and ways to install the chart that its author did not think of first.</summary>
internal static class ChartCombinations
{
    private const string Canary = "canary.enabled=true,canary.tag=0.2.0";

    private const string Scheduling =
        """[{"key":"dedicated","operator":"Equal","value":"todo","effect":"NoSchedule"}]""";

    public static Combination Default { get; } = Chart.WithFile("values.yaml");

    public static IReadOnlyList<Combination> Awkward { get; } =
    [
        new("a release with the longest name there may be", new string('x', 52) + "y", "--set", $"{Canary},ingress.enabled=true,ingress.host=a.example"),
        new("a canary behind an ingress", "todo", "--set", $"{Canary},ingress.enabled=true,ingress.host=todo.example.org,canary.weight=25"),
        new("a canary behind a gateway", "todo", "--values", "manifests/helm/todo/values-managed-cluster.yaml", "--set", Canary),
        new("everything at once", "todo", [
            "--values", "manifests/helm/todo/values-production.yaml",
            "--set", $"{Canary},monitoring.enabled=true,logging.enabled=true,chat.provider=openai,chat.baseUrl=https://models.example.org/v1",
            "--set", "settings.RateLimits__AuthPerMinute=40,api.podAnnotations.note=x,web.podLabels.team=a,commonLabels.cost=todo",
            "--set-json", $"api.tolerations={Scheduling},web.tolerations={Scheduling},postgres.tolerations={Scheduling}",
            "--set-json", """api.extraEnv=[{"name":"TZ","value":"UTC"}],api.nodeSelector={"kubernetes.io/os":"linux"}""",
            "--set-json", """postgres.affinity={"nodeAffinity":{}},web.affinity={"podAntiAffinity":{}}"""]),
        new("ports of nodes and a load balancer", "todo", "--set", "web.service.type=LoadBalancer,api.service.type=NodePort,api.service.nodePort=30080"),
        new("a database elsewhere with passwords of the chart", "todo", "--set", "postgres.enabled=false,externalDatabase.host=db.example.org,externalDatabase.port=6543,secrets.values.postgresPassword=Given1,externalDatabase.rootCertificate.configMap=authority"),
        new("a database elsewhere with a role of its own", "todo", "--set", "postgres.enabled=false,externalDatabase.host=db.example.org,secrets.existingSecret=mine,externalDatabase.manageRole=false,externalDatabase.username=app,externalDatabase.sslMode=Require,backup.enabled=false"),
        new("Secrets and volumes that are there already", "todo", "--set", "secrets.existingSecret=mine,postgres.tls.mode=existing,postgres.tls.existingSecret=my-tls,postgres.persistence.existingClaim=data,backup.persistence.existingClaim=dumps"),
        new("certificates of cert-manager", "todo", "--set", "postgres.tls.mode=certManager,postgres.tls.issuer.name=inside,ingress.enabled=true,ingress.host=todo.example.org,ingress.tls.issuer.name=outside,ingress.tls.issuer.kind=Issuer"),
        new("everything off that can be", "todo", "--set", "networkPolicy.enabled=false,backup.enabled=false,check.enabled=false,migration.enabled=false,api.podDisruptionBudget.enabled=false,web.podDisruptionBudget.enabled=false,ingress.enabled=true,ingress.host=todo.example.org,ingress.tls.enabled=false,ingress.className="),
        new("images by digest from a registry that asks for a password", "todo", "--set", $"image.registry=registry.example.com:5000,image.pullSecrets={{pull}},api.image.digest=sha256:{new string('a', 64)},web.image.tag=0.1.1"),
        new("another name and labels", "prod", "--set", "fullnameOverride=tasks,commonLabels.cost-center=a1"),
        new("a migration beside the rest", "todo", "--set", "migration.hook=false,backup.beforeUpgrade=false"),
        new("autoscaling by memory alone", "todo", "--set", "api.autoscaling.enabled=true,api.autoscaling.cpu=0,web.autoscaling.enabled=true"),
    ];

    public static IReadOnlyList<Combination> All { get; } = [.. Chart.ValuesFiles.Select(Chart.WithFile), .. Awkward];

    public static Combination Named(string name) => All.Single(combination => combination.Name == name);
}
