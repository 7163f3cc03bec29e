namespace ChatOps.Servers.Teams;

/// <summary>The faults that a test has asked for.</summary>
public sealed class TeamsFaults
{
    private readonly Lock gate = new();
    private readonly List<(TeamsFault Fault, int Left)> faults = [];
    private readonly Random chance;

    internal TeamsFaults(int seed) => chance = new Random(seed);

    public void Add(TeamsFault fault)
    {
        lock (gate)
        {
            faults.Add((fault, fault.Times));
        }
    }

    /// <summary>From now on nothing goes wrong by intention.</summary>
    public void Clear()
    {
        lock (gate)
        {
            faults.Clear();
        }
    }

    internal TeamsFault? Next(string method, string? place)
    {
        lock (gate)
        {
            for (var index = 0; index < faults.Count; index++)
            {
                var (fault, left) = faults[index];
                if ((fault.Method ?? method) != method || (fault.Place is not null && fault.Place != place) || chance.NextDouble() >= fault.Probability) continue;
                if (left == 1) faults.RemoveAt(index);
                else faults[index] = (fault, left - 1);
                return fault;
            }

            return null;
        }
    }
}
