using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;

namespace ChatOps.Core.Commands;

/// <summary>What a command comes to: an input for an incident, something that the intake does itself, a question for the read side, or an answer at once.</summary>
public abstract record ParsedCommand
{
    private ParsedCommand()
    {
    }

    /// <summary>An input for one incident; whether it is allowed is decided with it.</summary>
    /// <param name="Incident">Which.</param>
    /// <param name="Input">What it is told.</param>
    public sealed record OfIncident(IncidentId Incident, CommandInput Input) : ParsedCommand;

    /// <summary>An input for the open incident of a service.</summary>
    /// <param name="Service">The service, as it was typed.</param>
    /// <param name="Input">What it is told.</param>
    public sealed record OfService(string Service, CommandInput Input) : ParsedCommand;

    /// <summary>Somebody says that something is wrong; the intake finds the service's key and challenge and makes the input of it.</summary>
    /// <param name="Service">The service, as it was typed.</param>
    /// <param name="What">What is wrong; bounded.</param>
    /// <param name="Major">True: a major incident.</param>
    public sealed record Declares(string Service, string What, bool Major) : ParsedCommand;

    /// <summary>A silence is wanted, from now on.</summary>
    /// <param name="Service">The service, as it was typed; null when matchers were given.</param>
    /// <param name="Matchers">The matchers; none when a service was given.</param>
    /// <param name="For">How long.</param>
    /// <param name="Reason">Why, or null; bounded.</param>
    /// <param name="OnlyAsOwner">True: whoever asks has no role of the ladder, so it is for the owner of an open incident that it covers alone.</param>
    public sealed record Silences(string? Service, Matchers Matchers, TimeSpan For, string? Reason, bool OnlyAsOwner) : ParsedCommand;

    /// <summary>A silence is to end now.</summary>
    /// <param name="Id">Its id, or the beginning of it.</param>
    /// <param name="OnlyAsOwner">As for <see cref="Silences"/>.</param>
    public sealed record Unsilences(string Id, bool OnlyAsOwner) : ParsedCommand;

    /// <summary>Self-recovery is switched (rule 6.4); it outlasts a restart.</summary>
    /// <param name="On">On or off.</param>
    /// <param name="Service">The service, as it was typed; null for all.</param>
    /// <param name="Runbook">The one runbook that is switched for the service, as it was typed; null for all of them.</param>
    public sealed record SwitchesRecovery(bool On, string? Service, string? Runbook = null) : ParsedCommand;

    /// <summary>An identity is to be tied to a person.</summary>
    /// <param name="Code">The one-time code that confirms it; null: one is wanted.</param>
    public sealed record Links(string? Code) : ParsedCommand;

    /// <summary>A question; it changes nothing.</summary>
    /// <param name="Query">What is asked.</param>
    public sealed record Asks(Query Query) : ParsedCommand;

    /// <summary>Answered already: help, or what could not be understood.</summary>
    /// <param name="Answer">The answer.</param>
    public sealed record Answered(Answer Answer) : ParsedCommand;
}
