using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios;

/// <summary>Breaks one thing, sends its alert, waits for what the bot makes of it, and judges that by the scenario's own probe.</summary>
internal sealed class ScenarioRun(Scenario scenario, BotClient client, TimeProvider time)
{
    /// <summary>Who reads the Level 2 message.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Who is called where that message was not enough.</summary>
    public const string TechLead = "tech-lead";

    private const int Looks = 3;

    private static readonly TimeSpan BreaksWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(4);

    private string Title => scenario.Noise == Noise.None ? scenario.Name : $"{scenario.Name} ({scenario.Service}, {scenario.Noise})";

    public async Task<Verdict> RunAsync()
    {
        var began = time.GetTimestamp();
        try
        {
            await Wait.Until(scenario.WorksAsync, BreaksWithin, $"\"{scenario.Name}\" to work before it is broken");
            await scenario.BreakAsync();
            await Wait.Until(async () => !await scenario.WorksAsync(), BreaksWithin, $"\"{scenario.Name}\" to be broken");
            began = time.GetTimestamp();
            await scenario.Alert.SendAsync(client, scenario.Service, scenario.Noise, time.GetUtcNow());
            var incident = await Wait.For(
                async () => (await client.AllIncidentsAsync()).FirstOrDefault(one => one.Service == scenario.Service),
                BreaksWithin,
                $"an incident of {scenario.Service}");
            if (scenario.SomebodyApproves) await ApproveAsync(incident.Id);
            var ended = await client.IncidentWhenAsync(incident.Id, one => one.State == "resolved" || one.Level > 1, EndsWithin, "mended, or at Level 2");
            return ended.Level == 1 ? await MendedAsync(ended, time.GetElapsedTime(began)) : await EscalatedAsync(ended, time.GetElapsedTime(began));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(Title, scenario.Challenge, 4, time.GetElapsedTime(began), "", e.Message, null);
        }
    }

    private async Task<Verdict> MendedAsync(IncidentView incident, TimeSpan took)
    {
        var wrong = incident.ResolvedBy != "attempt" ? $"it was ended by {incident.ResolvedBy}, not by self-recovery"
            : !scenario.Mendable ? "it was ended at Level 1, and self-recovery cannot mend it"
            : incident.Challenge != scenario.Challenge ? $"it was taken for {incident.Challenge}"
            : await WorksStillAsync() ? null : "the bot says that it is mended, and the probe says that it is not";
        return new(Title, scenario.Challenge, 1, took, Actions(incident), wrong, null);
    }

    /// <summary>On a busy machine a probe can be late once; what is not mended fails it each time.</summary>
    private async Task<bool> WorksStillAsync()
    {
        for (var look = 0; look < Looks; look++)
        {
            if (await scenario.WorksAsync()) return true;
        }

        return false;
    }

    private async Task<Verdict> EscalatedAsync(IncidentView incident, TimeSpan took)
    {
        var message = (await Wait.For(
            async () => (await client.TimelineAsync(incident.Id)).FirstOrDefault(entry => entry.Mention is not null),
            BreaksWithin,
            $"the mention of {incident.Id}")).Text ?? "";
        var fields = Fields(message);
        var missing = scenario.Facts.Where(fact => !fields.Contains(fact, StringComparison.OrdinalIgnoreCase)).ToArray();
        var works = await scenario.WorksAsync();
        var wrong = works ? "it was handed to people, and the probe says that it works"
            : incident.Challenge != scenario.Challenge ? $"it was taken for {incident.Challenge}"
            : missing.Length > 0 ? $"the Level 2 message lacks \"{string.Join("\", \"", missing)}\""
            : fields.Length == 0 ? "the Level 2 message lacks its fields"
            : null;
        // Whoever finds in the message what to do ends it there; else it goes up, and ends with the next one.
        var level = missing.Length == 0 && scenario.Facts.Count > 0 ? 2 : 3;
        if (level == 3)
        {
            await CommandAsync($"ack {incident.Id}", Coordinator);
            await CommandAsync($"escalate {incident.Id} the message does not tell what to do", Coordinator);
        }

        await CommandAsync($"resolve {incident.Id}", level == 2 ? Coordinator : TechLead);
        return new(Title, scenario.Challenge, level, took, Actions(await client.IncidentAsync(incident.Id)), wrong, message);
    }

    private async Task ApproveAsync(string incident)
    {
        var waiting = await client.IncidentWhenAsync(incident, one => one.State == "resolved" || one.Level > 1 || one.Recovery.Approval is not null, EndsWithin, "asking for an approval, or at its end");
        if (waiting.Recovery.Approval is not null) await CommandAsync($"approve {incident}", Coordinator);
    }

    private async Task CommandAsync(string text, string person)
    {
        var answer = await client.CommandAsync(text, person);
        if (!answer.Message.IsSuccessStatusCode) throw new InvalidOperationException($"{person}: {text} was answered by {answer.Body}");
    }

    /// <summary>From <c>Problem</c> to the end of <c>Request</c>; empty when a field is missing.</summary>
    private static string Fields(string message)
    {
        string[] names = ["Problem", "Attempted", "Symptoms", "Impact", "Request"];
        var places = names.Select(name => message.IndexOf($"\n{name}: ", StringComparison.Ordinal)).ToArray();
        return places.Contains(-1) || !places.SequenceEqual(places.Order()) ? "" : message[places[0]..];
    }

    private static string Actions(IncidentView incident)
    {
        var acts = incident.Attempts.SelectMany(attempt => attempt.Steps.Where(step => step is { Phase: "act", Outcome: not "skipped" })).Select(step => step.Outcome == "passed" ? step.Title + (step.Risk == "destructive" ? " (approved)" : "") : $"{step.Title} ({step.Outcome})").ToArray();
        return acts.Length == 0 ? "none" : string.Join("; ", acts);
    }
}
