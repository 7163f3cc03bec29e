using ChatOps.Bot.Configuration;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Intake;
using ChatOps.Bot.Recovery;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Messages;
using ChatOps.Core.OnCall;
using ChatOps.Storage;
using ChatOps.Storage.Incidents;

namespace ChatOps.Bot.Answers;

/// <summary>Answers the commands that only ask, in words.</summary>
internal sealed class QueryAnswers(Database database, StatisticsReader statistics, Settings settings, Runbooks runbooks, MessageContext messages, TimeProvider time) : IQueryAnswers
{
    private const int MostLines = 20;
    private const int MostOpen = 10_000;

    /// <inheritdoc/>
    public Task<Answer> AnswerAsync(Query query, Actor by, CancellationToken cancellationToken) => query switch
    {
        Query.Overview => database.ReadAsync(Overview, cancellationToken),
        Query.IncidentStatus(var id) => database.ReadAsync(read => Status(read, id), cancellationToken),
        Query.ServiceStatus(var name) => database.ReadAsync(read => Service(read, name), cancellationToken),
        Query.Incidents(var scope) => database.ReadAsync(read => Incidents(read, scope, by), cancellationToken),
        Query.OnCall(var role) => Task.FromResult(RosterAnswer.Of(settings.Roster, role)),
        Query.Runbooks => RunbooksAsync(cancellationToken),
        Query.Stats(var period) => StatisticsAnswer.OfAsync(statistics, time.GetUtcNow() - period, period, cancellationToken),
        Query.PostMortem(var id) => database.ReadAsync(read => PostMortem(read, id), cancellationToken),
        _ => throw new InvalidOperationException($"Nobody answers {query.GetType().Name}."),
    };

    private async Task<Answer> RunbooksAsync(CancellationToken cancellationToken)
    {
        var off = await database.ReadAsync(read => read.Switches.RunbooksOff(), cancellationToken).ConfigureAwait(false);
        return await StatisticsAnswer.RunbooksAsync(statistics, runbooks.Shelf, off, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
    }

    private Answer Overview(ReadTransaction read)
    {
        var counts = read.Incidents.CountOpen();
        var off = read.Switches.Recovery().All.Where(one => !one.IsOn).Select(one => one.Service is null ? $"all services (by {one.By})" : $"{one.Service} (by {one.By})").ToArray();
        var recovery = off.Length == 0 ? "Self-recovery is on." : $"Self-recovery is off for {string.Join(", ", off)}.";
        if (counts.Count == 0) return Done($"No incident is open. {recovery}");
        var open = counts.Sum(count => count.Count);
        var levels = counts.GroupBy(count => count.Level).OrderBy(group => group.Key).Select(group => $"{group.Sum(count => count.Count)} at Level {group.Key}");
        var waiting = counts.Where(count => count.State is IncidentState.AwaitingAcknowledgement).Sum(count => count.Count);
        var first = $"{Are(open)} open: {string.Join(", ", levels)}.{(waiting == 0 ? "" : $" {waiting} wait{(waiting == 1 ? "s" : "")} to be acknowledged.")} {recovery}";
        return Done(Lines(first, read.Incidents.List(new IncidentFilter { Open = true, Limit = MostLines }), open));
    }

    private Answer Status(ReadTransaction read, IncidentId id)
    {
        if (read.Incidents.Find(id) is not { } stored) return NotFound(id);
        var now = time.GetUtcNow();
        var head = HeadMessage.Write(stored, now, messages) with { Buttons = [] };
        return new Answer(AnswerOutcome.Done, PlainText.Of(head, now, settings.DisplayZone), id);
    }

    private Answer Service(ReadTransaction read, string typed)
    {
        var entry = settings.Services.FirstOrDefault(entry => string.Equals(entry.Service.Name, typed, StringComparison.OrdinalIgnoreCase));
        var name = entry?.Service.Name ?? typed;
        var open = read.Incidents.List(new IncidentFilter { Open = true, Service = name, Limit = MostLines });
        if (entry is null && open.Count == 0 && read.Incidents.List(new IncidentFilter { Service = name, Limit = 1 }).Count == 0)
        {
            var nearest = NearestName.Of(typed, settings.Services.Select(known => known.Service.Name));
            return new Answer(AnswerOutcome.NotFound, $"I know no service \"{OutsideText.Line(typed, 80)}\", and no incident of it.{(nearest is null ? "" : $" Did you mean `status {nearest}`?")}");
        }

        var about = entry is null ? $"{OutsideText.Line(name, 100)} is not in the catalog." : About(entry, read);
        return Done(open.Count == 0 ? $"{about}\nNo incident of it is open." : Lines(about, open, open.Count));
    }

    private static string About(CatalogEntry entry, ReadTransaction read)
    {
        var service = entry.Service;
        var needs = service.DependsOn.Count == 0 ? "" : $" It needs {string.Join(", ", service.DependsOn)}.";
        var needed = service.Dependants.Count == 0 ? "" : $" {string.Join(", ", service.Dependants)} need{(service.Dependants.Count == 1 ? "s" : "")} it.";
        var off = read.Switches.Recovery().OffFor(service.Name) is { } by ? $" {by.By} switched its self-recovery off." : entry.Recovery.Enabled ? "" : " The catalog switches its self-recovery off.";
        var impact = service.Impact is null ? "" : $" When it is down: {service.Impact}.";
        return $"{service.Name} is {EnumWord.Of(service.Criticality)}, domain {EnumWord.Of(service.Domain)}.{impact}{needs}{needed}{off}";
    }

    private Answer Incidents(ReadTransaction read, ListScope scope, Actor by)
    {
        if (scope == ListScope.All) return Done(Lines("The newest incidents:", read.Incidents.List(new IncidentFilter { Limit = MostLines }), null));
        var open = read.Incidents.List(new IncidentFilter { Open = true, Limit = MostOpen });
        var shown = scope == ListScope.Mine ? [.. open.Where(stored => IsOf(stored, by))] : open;
        if (shown.Count == 0) return Done(scope == ListScope.Mine ? $"No open incident is yours, {OutsideText.Line(by.Name, 80)}." : "No incident is open.");
        return Done(Lines($"{Are(shown.Count)} open{(scope == ListScope.Mine ? " and yours" : "")}:", [.. shown.Take(MostLines)], shown.Count));
    }

    private static bool IsOf(Incident incident, Actor by) =>
        incident.Ladder.Owner == by.Name || (incident.Ladder.Mention is { } mention && by.Roles.Contains(mention.Responder, StringComparer.OrdinalIgnoreCase));

    private static Answer PostMortem(ReadTransaction read, IncidentId id)
    {
        if (read.Incidents.Find(id) is not { } stored) return NotFound(id);
        return read.PostMortems.OfIncident(id) is [var newest, ..]
            ? new Answer(AnswerOutcome.Done, newest.Markdown, id)
            : new Answer(AnswerOutcome.Nothing, PostMortemModel.WhyNone(stored), id);
    }

    private string Lines(string first, IReadOnlyList<Incident> incidents, int? all)
    {
        var now = time.GetUtcNow();
        var lines = incidents.Select(stored => PlainText.Of(HeadMessage.Write(stored, now, messages).Title, now, settings.DisplayZone));
        var more = all > incidents.Count ? $"\n{all - incidents.Count} more are on the page." : "";
        return string.Join('\n', lines.Prepend(first)) + more;
    }

    private static string Are(int count) => count == 1 ? "1 incident is" : $"{count} incidents are";

    private static Answer Done(string text) => new(AnswerOutcome.Done, text);

    private static Answer NotFound(IncidentId id) => new(AnswerOutcome.NotFound, $"There is no {id}. `list` shows what is open.");
}
