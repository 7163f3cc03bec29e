using ChatOps.Alerting;

namespace ChatOps.Bot.Sources;

/// <summary>The lines to paste into each tool: the sections of <c>docs/sources.md</c>, which is built into the program, with this bot's own address in them.</summary>
internal static class SourceGuide
{
    // The address of the document's examples.
    private const string ExampleAddress = "https://bot.example";
    private const string Heading = "## ";

    private static readonly Dictionary<SourceKind, string> Headings = new()
    {
        [SourceKind.Prometheus] = "Prometheus",
        [SourceKind.Alertmanager] = "Alertmanager's webhook",
        [SourceKind.Grafana] = "Grafana",
        [SourceKind.PagerDuty] = "Anything that can page PagerDuty",
        [SourceKind.CloudEvents] = "CloudEvents",
        [SourceKind.Sns] = "CloudWatch alarms by Amazon SNS",
        [SourceKind.Datadog] = "Datadog",
        [SourceKind.Sentry] = "Sentry",
        [SourceKind.UptimeKuma] = "Uptime Kuma",
        [SourceKind.Healthchecks] = "Healthchecks.io",
        [SourceKind.Zabbix] = "Zabbix",
        [SourceKind.Jenkins] = "Jenkins",
        [SourceKind.GitLab] = "GitLab",
        [SourceKind.Kibana] = "Kibana (Elastic)",
        [SourceKind.Mapping] = "Any other tool, by a map",
        [SourceKind.Alert] = "Plain JSON",
        [SourceKind.Teams] = "Tools that know only Teams",
        [SourceKind.Slack] = "Tools that know only Slack's incoming webhooks",
    };

    private static readonly Dictionary<string, string> Sections = Read();

    /// <summary>The kinds that have lines to paste, in the order of the document.</summary>
    public static IReadOnlyList<SourceKind> Kinds { get; } = [.. Headings.Keys];

    /// <summary>What a kind is called for people.</summary>
    public static string TitleOf(SourceKind kind) => Headings.TryGetValue(kind, out var heading) ? heading : "any tool";

    /// <summary>What to paste into a tool, as Markdown.</summary>
    /// <param name="kind">The tool's kind; one of <see cref="Kinds"/>.</param>
    /// <param name="address">Where this bot is reached, without a slash at its end.</param>
    public static string Of(SourceKind kind, string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var host = address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var scheme = address[..(address.Length - host.Length)];
        return Sections[Headings[kind]]
            .Replace(ExampleAddress, address, StringComparison.Ordinal)
            .Replace("https://any:TOKEN@bot.example", $"{scheme}any:TOKEN@{host}", StringComparison.Ordinal)
            .Replace("scheme: https", $"scheme: {scheme[..^3]}", StringComparison.Ordinal)
            .Replace("bot.example", host, StringComparison.Ordinal);
    }

    /// <summary>The lines of the bot's own configuration that make a source of this kind, by the proof that such a tool can give.</summary>
    public static string ConfigurationOf(SourceKind kind, string name)
    {
        var proof = kind switch
        {
            SourceKind.Sns => "\"Topics\": [ \"arn:aws:sns:…\" ]",
            SourceKind.Sentry => "\"HmacSecret\": \"…\"",
            SourceKind.Mapping => "\"Token\": \"…\", \"Map\": { \"Name\": \"…\", \"Status\": \"…\" }",
            _ => "\"Token\": \"…\"",
        };
        return $"\"Sources\": {{ \"{name}\": {{ \"Kind\": \"{kind}\", {proof} }} }}";
    }

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(SourceGuide).Assembly.GetManifestResourceStream("sources.md")!;
        using var reader = new StreamReader(stream);
        // The first part is what stands before all headings.
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n" + Heading)[1..].Select(section => section.Split('\n', 2)).ToDictionary(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.Ordinal);
    }
}
