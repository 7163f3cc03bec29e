using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Intake;

/// <summary>The one way in. Each call returns after its commit is on disk.</summary>
public interface IIntake
{
    /// <summary>Takes alerts. A repeat is harmless: label set, start and status decide what is new.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was stored; the sender should come again.</exception>
    Task<AlertReceipt> AcceptAsync(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken);

    /// <summary>Takes a command or a click. A repeat of its <see cref="CommandRequest.DeliveryId"/> gets the stored answer and has no second effect.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was stored; the sender should come again.</exception>
    Task<Answer> AcceptAsync(CommandRequest command, CancellationToken cancellationToken);

    /// <summary>Takes an input for one incident from inside: an attempt's end, a delivery, a struck clock.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was stored; the sender should come again.</exception>
    Task<Answer?> AcceptAsync(IncidentId incident, IncidentInput input, CancellationToken cancellationToken);
}

/// <summary>What became of a batch of alerts.</summary>
/// <param name="Accepted">How many were stored.</param>
/// <param name="Incidents">The incidents they belong to, each once.</param>
public sealed record AlertReceipt(int Accepted, IReadOnlyList<IncidentId> Incidents);

/// <summary>A command as somebody typed it, or as a button says it.</summary>
/// <param name="Text">Without the platform's prefix: <c>ack INC-42</c>.</param>
/// <param name="By">The linked person; one who is not linked has no roles.</param>
/// <param name="DeliveryId">The id that the platform or the caller gave this delivery, with the platform's name before it; or null.</param>
/// <param name="Thread">The incident whose thread or issue it was typed in: <c>INC-n</c> may be left out there.</param>
/// <param name="Stamp">For a button, the incident's stamp when it was drawn (rule 2.16).</param>
public sealed record CommandRequest(string Text, Actor By, string? DeliveryId = null, IncidentId? Thread = null, int? Stamp = null)
{
    /// <summary>For a declaration, what it was made from on its platform: the incident's head message stands there from then on, if the incident is told in that place.</summary>
    public CommandOrigin? Origin { get; init; }
}

/// <summary>What an incident was declared from.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Place">The channel or repository; compared without case.</param>
/// <param name="Reference">The message or issue, in the platform's own words.</param>
public sealed record CommandOrigin(string Platform, string Place, string Reference);

/// <summary>Storage cannot take anything now (disk full, read-only, damaged). The message says what to do, for the operator.</summary>
public sealed class StorageUnavailableException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public StorageUnavailableException()
    {
    }

    /// <summary>Makes one that says what to do.</summary>
    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says what to do, with its cause.</summary>
    public StorageUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
