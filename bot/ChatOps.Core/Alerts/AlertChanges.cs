using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Opening;
using ChatOps.Core.OnCall;

namespace ChatOps.Core.Alerts;

/// <summary>Sums up what alerts that came together mean for one incident, so that it hears of them once.</summary>
public sealed class AlertChanges
{
    private static readonly Dictionary<string, string> NoLabels = [];

    private readonly List<FiledAlert> _first = [];
    private FiledAlert? _names;
    private Severity _severity = Severity.None;
    private Actor? _by;
    private bool _security;
    private int _new, _refired, _resolved, _expired, _unclassified, _unclassifiedEnded;

    /// <summary>The challenge that these alerts name, or <see cref="Challenge.Unknown"/>.</summary>
    public Challenge Challenge => _names?.Key.Challenge ?? Challenge.Unknown;

    /// <summary>An alert began to fire.</summary>
    /// <param name="filed">The alert.</param>
    /// <param name="role">What it does to the incident.</param>
    /// <param name="again">True when the incident had it before.</param>
    public void Began(FiledAlert filed, AlertRole role, bool again)
    {
        ArgumentNullException.ThrowIfNull(filed);
        Note(filed);
        if (filed.Severity > _severity) _severity = filed.Severity;
        _security |= filed.Security;
        if (role == AlertRole.Passenger)
        {
            _unclassified++;
            return;
        }

        if (again) _refired++;
        else _new++;
        if (!again && _first.Count < IncidentFacts.MostAlerts) _first.Add(filed);
    }

    /// <summary>An alert of the incident ended.</summary>
    public void Ended(FiledAlert filed, AlertRole role, AlertEnd by)
    {
        Note(filed);
        if (role == AlertRole.Passenger) _unclassifiedEnded++;
        else if (by == AlertEnd.Expired) _expired++;
        else _resolved++;
    }

    /// <summary>What the incident is told.</summary>
    /// <param name="to">The incident; null for whatever opens. What it has no room for is not put into words.</param>
    /// <param name="now">The time.</param>
    public AlertsChanged ToInput(Incident? to, DateTimeOffset now)
    {
        var names = _names ?? throw new InvalidOperationException("Nothing changed.");
        var first = _first.Count > 0 ? _first[0] : names;
        return new AlertsChanged(
            _by!,
            names.Key,
            names.ClassifiedBy,
            _severity,
            _new,
            _refired,
            _resolved,
            _expired,
            _unclassified,
            _unclassifiedEnded,
            to is { MergedInto: null, Facts.Alerts.Count: >= IncidentFacts.MostAlerts } ? [] : [.. _first.Select(AlertFiling.FactOf)],
            to is null ? AlertFiling.BoundedLabels(first.Alert.Labels) : NoLabels,
            to is null ? AlertFiling.NotesOn(first, now) : [],
            _security);
    }

    // A classified alert names the challenge whatever came before it.
    private void Note(FiledAlert filed)
    {
        if (_names is null || (_names.IsUnknown && !filed.IsUnknown)) _names = filed;
        _by ??= Actor.Source(filed.Alert.Source);
    }
}
