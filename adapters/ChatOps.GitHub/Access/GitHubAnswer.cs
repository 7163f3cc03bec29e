namespace ChatOps.GitHub.Access;

/// <summary>How a call of GitHub ended: a closed set.</summary>
/// <typeparam name="T">What a good answer holds.</typeparam>
internal abstract record GitHubAnswer<T>
{
    private GitHubAnswer()
    {
    }

    /// <summary>GitHub did it.</summary>
    /// <param name="Value">What it answered.</param>
    public sealed record Good(T Value) : GitHubAnswer<T>;

    /// <summary>GitHub answered and did not do it.</summary>
    /// <param name="Status">The status: 401, 403, 404, 410, 422, …</param>
    /// <param name="Said">Its words, one line.</param>
    public sealed record Failed(int Status, string Said) : GitHubAnswer<T>;

    /// <summary>Too many calls, or too much content: nothing was done, and nothing is to be asked before then.</summary>
    /// <param name="RetryAfter">How long to wait.</param>
    public sealed record Slower(TimeSpan RetryAfter) : GitHubAnswer<T>;

    /// <summary>GitHub was not reached: surely nothing was done.</summary>
    /// <param name="Detail">What happened, in words.</param>
    public sealed record Away(string Detail) : GitHubAnswer<T>;

    /// <summary>The call left and no answer came that can be read: it may have been done.</summary>
    /// <param name="Detail">What happened, in words.</param>
    public sealed record Lost(string Detail) : GitHubAnswer<T>;

    /// <summary>What a good answer holds; nothing otherwise.</summary>
    public T? Got => this is Good good ? good.Value : default;

    /// <summary>The same ending of another call that did not come to a good answer.</summary>
    public GitHubAnswer<TOther> As<TOther>() => this switch
    {
        Failed failed => new GitHubAnswer<TOther>.Failed(failed.Status, failed.Said),
        Slower slower => new GitHubAnswer<TOther>.Slower(slower.RetryAfter),
        Away away => new GitHubAnswer<TOther>.Away(away.Detail),
        Lost lost => new GitHubAnswer<TOther>.Lost(lost.Detail),
        _ => throw new InvalidOperationException("A good answer is of its own kind."),
    };

    /// <summary>What happened, in words.</summary>
    public string Words => this switch
    {
        Failed failed => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{failed.Status}: {failed.Said}"),
        Slower slower => $"GitHub asks to wait {DurationText.Of(slower.RetryAfter)}",
        Away away => away.Detail,
        Lost lost => lost.Detail,
        _ => "",
    };
}
