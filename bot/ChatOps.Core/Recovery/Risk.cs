namespace ChatOps.Core.Recovery;

/// <summary>What an action can break (rule 6.1).</summary>
public enum Risk
{
    /// <summary>Changes nothing; always runs.</summary>
    Observe,

    /// <summary>Changes something that can be put back; runs by itself unless the service says otherwise.</summary>
    Reversible,

    /// <summary>Cannot be put back; waits for an approval.</summary>
    Destructive,
}
