using ChatOps.Core.Alerts;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Opening;
using ChatOps.Core.Incidents.Recovering;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Intake;

/// <summary>Serves one command in its transaction.</summary>
internal sealed class CommandSession(IntakeSession session, Actor by, CommandOrigin? origin = null)
{
    private static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(10);

    public Answer Serve(ParsedCommand command) => command switch
    {
        ParsedCommand.OfIncident(var incident, var input) => Feed(incident, input),
        ParsedCommand.OfService(var service, var input) => OfService(service, input),
        ParsedCommand.Declares declares => Declare(declares),
        ParsedCommand.Silences silences => Silence(silences),
        ParsedCommand.Unsilences unsilences => Unsilence(unsilences),
        ParsedCommand.SwitchesRecovery switches => Switch(switches),
        ParsedCommand.Links links => Link(links.Code),
        ParsedCommand.Answered answered => answered.Answer,
        _ => throw new InvalidOperationException($"{command.GetType().Name} changes nothing and is answered elsewhere."),
    };

    private Answer Feed(IncidentId incident, CommandInput input) =>
        session.Feed(incident, input) is { } decision
            ? decision.Answer ?? new Answer(AnswerOutcome.Done, "Done.", incident)
            : new Answer(AnswerOutcome.NotFound, $"There is no {incident}. `list` shows what is open.");

    private Answer OfService(string typed, CommandInput input)
    {
        session.Alerts.Settle();
        var service = session.World.Catalog.Services.Named(typed).Name;
        var open = session.Transaction.Incidents.OpenOf(service);
        return open.Count switch
        {
            0 => new Answer(AnswerOutcome.NotFound, $"{OutsideText.Line(service, 100)} has no open incident. `declare {OutsideText.Line(service, 100)} <what is wrong>` opens one."),
            1 => Feed(open[0], input),
            _ => new Answer(AnswerOutcome.Invalid, $"{OutsideText.Line(service, 100)} has {open.Count} open incidents: {string.Join(", ", open)}. Name one of them instead of the service."),
        };
    }

    private Answer Declare(ParsedCommand.Declares wanted)
    {
        session.Alerts.Settle();
        var service = session.World.Catalog.Services.Named(wanted.Service);
        var labels = LabelSet.Of(("alertname", "Declared"), ("service", service.Name), ("summary", wanted.What));
        var filed = session.World.Filing.FileMasked(new Alert(by.Name, labels, LabelSet.Empty, AlertStatus.Firing, session.Now));
        var key = filed.Key with { Service = service.Name };
        var notes = service.InCatalog ? Array.Empty<string>() : [$"{OutsideText.Line(service.Name, 100)} is not in the catalog: nothing acts on it by itself"];
        var decision = session.Feed(session.Holding(key), new Declare(by, key, filed.ClassifiedBy, wanted.What, wanted.Major, notes));
        if (origin is not null && decision?.Incident is { } incident) Adopt(origin, incident);
        return decision?.Answer ?? new Answer(AnswerOutcome.Done, "Done.", decision?.Incident?.Id);
    }

    /// <summary>What it was declared from carries its head message, where the incident is told in that place and has none there yet.</summary>
    private void Adopt(CommandOrigin from, Incident incident)
    {
        if (session.World.Routing.Of(incident).FirstOrDefault(place => place.Platform == from.Platform && place.Place.Equals(from.Place, StringComparison.OrdinalIgnoreCase)) is { } place)
        {
            session.Transaction.Shows.Adopt(incident.Id, place.Platform, place.Place, from.Reference);
        }
    }

    private Answer Silence(ParsedCommand.Silences wanted)
    {
        var matchers = wanted.Service is { } service
            ? new Matchers([new Matcher("service", MatchOperator.Equal, session.World.Catalog.Services.Named(service).Name)])
            : wanted.Matchers;
        var draft = new SilenceDraft(null, matchers, session.Now, session.Now + wanted.For, by.Name, wanted.Reason ?? "");
        if (draft.Problem(session.Now) is { } problem) return new Answer(AnswerOutcome.Invalid, problem);
        if (wanted.OnlyAsOwner && !session.Alerts.Silences.OwnsCovered(by.Name, matchers)) return NotOwner("silence");
        var silence = session.Alerts.Silences.Put(draft, by)!;
        return new Answer(
            AnswerOutcome.Done,
            $"{matchers} is silenced for {DurationText.Of(wanted.For)}. Alerts are recorded all the same; what still fires then is told. `unsilence {silence.Id[..8]}` ends it sooner.");
    }

    private Answer Unsilence(ParsedCommand.Unsilences wanted)
    {
        var found = session.Transaction.Silences.StartingWith(wanted.Id, session.Now);
        if (found.Count == 0) return new Answer(AnswerOutcome.NotFound, $"No silence that holds has the id `{OutsideText.Line(wanted.Id, 40)}`. The page lists them.");
        if (found.Count > 1) return new Answer(AnswerOutcome.Invalid, $"{found.Count} silences begin with `{OutsideText.Line(wanted.Id, 40)}`: type more of the id.");
        if (wanted.OnlyAsOwner && !session.Alerts.Silences.OwnsCovered(by.Name, found[0].Matchers)) return NotOwner("unsilence");
        session.Alerts.Silences.Expire(found[0].Id, by);
        return new Answer(AnswerOutcome.Done, $"The silence of {found[0].Matchers} has ended. What still fires is told now.");
    }

    private Answer NotOwner(string command) => new(
        AnswerOutcome.NotAllowed,
        $"Only a role of the ladder, or the owner of an incident that it covers, may {command}. You are known as {OutsideText.Line(by.Name, 100)} ({(by.Roles.Count == 0 ? "no role" : string.Join(", ", by.Roles))}). `oncall` tells whom to ask.");

    /// <summary>One runbook for a service (rule 6.10); switched on, it starts afresh.</summary>
    private Answer Switch(ParsedCommand.SwitchesRecovery wanted, string service, string typed)
    {
        if (session.World.Runbooks.Find(typed) is not { } runbook) return new Answer(AnswerOutcome.NotFound, $"There is no runbook \"{OutsideText.Line(typed, 60)}\". `runbooks` lists those there are.");
        session.Transaction.Switches.SetRunbook(runbook.Name, service, wanted.On, by.Name, session.Now);
        if (wanted.On) session.Transaction.Scores.PutTrial(runbook.Name, service, RunbookTrial.Fresh);
        session.News.Attempts = true;
        foreach (var incident in session.Transaction.Incidents.OpenOf(service)) session.Feed(incident, new RunbookSwitched(by, wanted.On, runbook.Name));
        return new Answer(
            AnswerOutcome.Done,
            wanted.On
                ? $"Runbook {runbook.Name} is on for {OutsideText.Line(service, 100)}."
                : $"Runbook {runbook.Name} is off for {OutsideText.Line(service, 100)}: its acting steps only say what they would do. It stays off over restarts; `recovery on {OutsideText.Line(service, 100)} {runbook.Name}` switches it on.");
    }

    private Answer Switch(ParsedCommand.SwitchesRecovery wanted)
    {
        var service = wanted.Service is { } typed ? session.World.Catalog.Services.Named(typed).Name : null;
        if (service is not null && wanted.Runbook is { } one) return Switch(wanted, service, one);
        session.Transaction.Switches.SetRecovery(service, wanted.On, by.Name, session.Now);
        session.News.Attempts = true;
        var open = service is null ? session.Transaction.Incidents.Open() : session.Transaction.Incidents.OpenOf(service);
        foreach (var incident in open) session.Feed(incident, new RecoverySwitched(by, wanted.On, service));
        var whose = service is null ? "Self-recovery" : $"Self-recovery of {OutsideText.Line(service, 100)}";
        return new Answer(
            AnswerOutcome.Done,
            wanted.On
                ? $"{whose} is on."
                : $"{whose} is off: acting steps only say what they would do. It stays off over restarts; `recovery on{(service is null ? "" : " " + OutsideText.Line(service, 100))}` switches it on.");
    }

    private Answer Link(string? code)
    {
        if (code is null)
        {
            var made = RandomId.Next()[..8];
            session.Transaction.Links.AddCode(made, by.Via ?? Routing.Local, by.Name, session.Now + CodeLasts, session.Now);
            return new Answer(AnswerOutcome.Done, $"Type `link {made}` within {DurationText.Of(CodeLasts)} where you are known already.");
        }

        if (session.World.Roster.Find(by.Name) is not { } person)
        {
            return new Answer(AnswerOutcome.NotAllowed, "A code is confirmed by somebody who is known already. Type it on a platform where you are; `link` alone makes one here.");
        }

        return session.Transaction.Links.Confirm(code, person.Name, session.Now) is { } link
            ? new Answer(AnswerOutcome.Done, $"{OutsideText.Line(link.Identity, 100)} on {link.Platform} is {person.Name} from now on.")
            : new Answer(AnswerOutcome.NotFound, $"The code `{OutsideText.Line(code, 40)}` is unknown, was used, or is older than {DurationText.Of(CodeLasts)}. `link` makes a new one.");
    }
}
