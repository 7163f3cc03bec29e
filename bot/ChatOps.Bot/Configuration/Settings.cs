using ChatOps.Bot.Intake;
using ChatOps.Core.Alerts;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.GitHub;
using ChatOps.Slack;
using ChatOps.Teams;

namespace ChatOps.Bot.Configuration;

/// <summary>The whole configuration, read once at start; the parts are given what they need of it.</summary>
internal sealed record Settings
{
    /// <summary>Where it listens.</summary>
    public required ListenSettings Listen { get; init; }

    /// <summary>Who may call.</summary>
    public required AuthSettings Auth { get; init; }

    /// <summary>The JSON API.</summary>
    public required ApiSettings Api { get; init; }

    /// <summary>Where everything is kept.</summary>
    public required StorageSettings Storage { get; init; }

    /// <summary>The ladder's figures.</summary>
    public required EscalationPolicy Escalation { get; init; }

    /// <summary>When services of criticality low are waited for.</summary>
    public required WorkingHours WorkingHours { get; init; }

    /// <summary>People and responders.</summary>
    public required Roster Roster { get; init; }

    /// <summary>The catalog, in the order of the file.</summary>
    public required IReadOnlyList<CatalogEntry> Services { get; init; }

    /// <summary>Where incidents are told, in order.</summary>
    public required IReadOnlyList<ChatRoute> Routes { get; init; }

    /// <summary>How alerts are filed under challenges.</summary>
    public required Classification Classification { get; init; }

    /// <summary>Which labels make two problems different ones.</summary>
    public required KeyLabels KeyLabels { get; init; }

    /// <summary>What marks an exporter in the labels <c>service</c>, <c>job</c> and <c>endpoint</c> (rule 2.2).</summary>
    public required IReadOnlyList<string> Exporters { get; init; }

    /// <summary>Senders of alerts; empty: anybody on loopback.</summary>
    public required IReadOnlyList<SourceSettings> Sources { get; init; }

    /// <summary>Above so many new incidents a minute one digest stands for them (rule 2.30); 0 is off, 30 the default.</summary>
    public required int StormPerMinute { get; init; }

    /// <summary>The zone that times are shown in where a reader's own is not known; UTC by default.</summary>
    public required TimeZoneInfo DisplayZone { get; init; }

    /// <summary>The guard rails of self-recovery for all services.</summary>
    public required GuardSettings Guards { get; init; }

    /// <summary>What self-recovery works with.</summary>
    public required RecoverySettings Recovery { get; init; }

    /// <summary>Slack, when it is switched on.</summary>
    public SlackOptions? Slack { get; init; }

    /// <summary>Teams, when it is switched on.</summary>
    public TeamsOptions? Teams { get; init; }

    /// <summary>GitHub, when it is switched on.</summary>
    public GitHubOptions? GitHub { get; init; }

    /// <summary>The platforms that are switched on, the local chat among them.</summary>
    public IReadOnlySet<string> Platforms
    {
        get
        {
            var platforms = new HashSet<string>(StringComparer.Ordinal) { Routing.Local };
            if (Slack is not null) platforms.Add(SlackOptions.Platform);
            if (Teams is not null) platforms.Add(TeamsOptions.Platform);
            if (GitHub is not null) platforms.Add(GitHubOptions.Platform);
            return platforms;
        }
    }

    /// <summary>Every secret of the configuration, so that none of them is stored or shown.</summary>
    public IEnumerable<string> Secrets =>
        Auth.Tokens.Select(token => token.Secret).Concat(Sources.SelectMany(source => (string?[])[source.Source.Token, source.Source.HmacSecret]).OfType<string>()).Concat(Recovery.Prometheus.Token is { } token ? [token] : []).Concat(Recovery.Host.Secrets).Concat(Recovery.Managed.Secrets).Concat(Slack?.Secrets ?? []).Concat(Teams?.Secrets ?? []).Concat(GitHub?.Secrets ?? []);

    /// <summary>Whether nobody but this machine reaches the bot and no token is configured: everybody who does may do everything.</summary>
    public bool IsOpen => Auth.Tokens.Count == 0;

    /// <summary>Reads all of it. What is wrong stands in <paramref name="findings"/>, all at once.</summary>
    public static Settings Read(SettingsSources sources, Findings findings)
    {
        var keys = new KeyReader(sources.Configuration, "", findings);
        foreach (var left in SettingsSources.ReadElsewhere) keys.LeaveAlone(left);
        var displayZone = keys.Section("Display", display => display.Zone("TimeZone", TimeZoneInfo.Utc));
        var (keyLabels, exporters) = keys.Section("Grouping", ReadGrouping);
        var guards = keys.Section("Recovery", recovery => GuardSettings.Read(recovery, displayZone));
        var settings = new Settings
        {
            Listen = ListenSettings.Read(keys, sources.Configuration),
            Auth = keys.Section("Auth", AuthSettings.Read),
            Api = keys.Section("Api", ApiSettings.Read),
            Storage = keys.Section("Storage", StorageSettings.Read),
            Escalation = keys.Section("Escalation", EscalationSettings.Read),
            WorkingHours = keys.Section("WorkingHours", hours => PeopleSettings.ReadHours(hours, displayZone)),
            Roster = PeopleSettings.Read(keys),
            Services = CatalogSettings.Read(keys, sources.ServiceOrder, guards.Rules),
            Guards = guards,
            Routes = MatcherSettings.ReadRoutes(keys),
            Classification = MatcherSettings.ReadClassification(keys),
            KeyLabels = keyLabels,
            Exporters = exporters,
            Sources = SourceSettings.Read(keys),
            StormPerMinute = keys.Section("Storm", storm => storm.Number("NewIncidentsPerMinute", 30, 0, 1_000_000)),
            DisplayZone = displayZone,
            Recovery = RecoverySettings.Read(keys, displayZone),
            Slack = keys.Section("Slack", SlackSettings.Read),
            Teams = keys.Section("Teams", TeamsSettings.Read),
            GitHub = keys.Section("GitHub", GitHubSettings.Read),
        };
        guards.CheckWith(settings.Services, findings);
        settings.CheckTogether(findings);
        keys.NameUnknownKeys();
        return settings;
    }

    private static (KeyLabels Labels, IReadOnlyList<string> Exporters) ReadGrouping(KeyReader keys)
    {
        var environment = keys.List("EnvironmentLabels");
        var exporters = keys.List("Exporters");
        return (
            new KeyLabels(environment.Count == 0 ? KeyLabels.Default.Environment : environment, keys.List("FurtherLabels")),
            exporters.Count == 0 ? ServiceCatalog.UsualExporters : exporters);
    }

    private void CheckTogether(Findings findings)
    {
        if (!Listen.LoopbackOnly && Auth.Tokens.Count == 0)
        {
            findings.Mistake($"{(Listen.Urls is null ? "Kestrel:Endpoints" : "Urls")} holds {KeyReader.Shown(Listen.Reachable)}, which others can reach, and nobody has to sign in; allowed without Auth:Tokens:{{name}}:Secret: loopback addresses such as {ListenSettings.DefaultUrls}");
        }

        if (!Listen.LoopbackOnly && Sources.Count == 0) findings.Warn("Sources holds nothing, and the bot listens beyond loopback: it takes no alerts until Sources:{name}:Token is set");
        if (Teams is { AllowAnonymous: true } && !Listen.LoopbackOnly)
        {
            findings.Mistake($"Teams:AllowAnonymous holds \"true\", and {KeyReader.Shown(Listen.Reachable)} can be reached by others; allowed: false, or a bot that listens on loopback alone");
        }

        foreach (var platform in Platforms.Where(platform => platform != Routing.Local))
        {
            if (!Routes.Any(route => route.Match.Count == 0 && route.Places.ContainsKey(platform))) findings.Warn($"Routes has no default (an entry without Match) for {platform}: what no other route fits is told on the page alone, and a place that refuses messages has no fallback");
            if (!Roster.Responders.Any(responder => responder.Handles.ContainsKey(platform))) findings.Warn($"Responders names nobody on {platform}: levels are passed at once unless another platform reaches somebody");
        }

        foreach (var token in Auth.Tokens.Where(token => token.Person is not null && Roster.Find(token.Person) is null))
        {
            var people = Roster.People.Select(person => person.Name).ToArray();
            var nearest = NearestName.Of(token.Person!, people);
            findings.Mistake($"Auth:Tokens:{token.Name}:Person holds {KeyReader.Shown(token.Person)}; allowed: a name of People{(nearest is null ? "" : $"; did you mean {nearest}?")}");
        }
    }
}
