namespace ChatOps.Servers.Kubernetes;

/// <summary>What a container of an image comes to.</summary>
public enum ImageFate
{
    /// <summary>It runs and is ready.</summary>
    Runs,

    /// <summary>The registry has no such image.</summary>
    CannotBePulled,

    /// <summary>It ends with 1 right after each start.</summary>
    Crashes,
}
