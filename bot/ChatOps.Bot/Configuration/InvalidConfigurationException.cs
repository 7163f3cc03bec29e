namespace ChatOps.Bot.Configuration;

/// <summary>The configuration holds mistakes; the program does not start with them.</summary>
public sealed class InvalidConfigurationException : Exception
{
    /// <summary>Makes one without a mistake named.</summary>
    public InvalidConfigurationException()
        : this([])
    {
    }

    /// <summary>Makes one with a single mistake.</summary>
    public InvalidConfigurationException(string message)
        : this([message])
    {
    }

    /// <summary>Makes one with a single mistake and its cause.</summary>
    public InvalidConfigurationException(string message, Exception innerException)
        : base(message, innerException) => Mistakes = [message];

    /// <summary>Makes one that names every mistake.</summary>
    public InvalidConfigurationException(IReadOnlyList<string> mistakes)
        : base(string.Join(Environment.NewLine, mistakes)) => Mistakes = mistakes;

    /// <summary>One line for each mistake: the key, what it holds, what is allowed.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
