namespace ChatOps.Alerting.Mapping.Shipped;

/// <summary>The maps of the tools that are known by name.</summary>
public static class ShippedMaps
{
    /// <summary>The maps of this kind of source; none for a kind that has a format of its own, and for <see cref="SourceKind.Mapping"/>.</summary>
    public static IReadOnlyList<AlertMap> Of(SourceKind kind) => kind switch
    {
        SourceKind.Datadog => DatadogMaps.All,
        SourceKind.Sentry => SentryMaps.All,
        SourceKind.UptimeKuma => UptimeKumaMaps.All,
        SourceKind.Healthchecks => HealthchecksMaps.All,
        SourceKind.Zabbix => ZabbixMaps.All,
        SourceKind.Jenkins => JenkinsMaps.All,
        SourceKind.GitLab => GitLabMaps.All,
        SourceKind.Kibana => KibanaMaps.All,
        SourceKind.CloudEvents => CloudEventMaps.All,
        SourceKind.Sns => CloudWatchMaps.All,
        _ => [],
    };

    internal static MapText Text(params string[] alternatives) => MapText.Parse(alternatives);

    internal static KeyValuePair<string, MapText> Named(string name, params string[] alternatives) => new(name, MapText.Parse(alternatives));

    internal static MapCondition When(string path, string pattern) => new(MapText.Parse(path), pattern);
}
