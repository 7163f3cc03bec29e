namespace ChatOps.Bot.Configuration;

/// <summary>What reading the configuration found: mistakes, which stop a start, and warnings, which do not. A line each.</summary>
internal sealed class Findings
{
    private readonly List<string> _mistakes = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Mistakes => _mistakes;

    public IReadOnlyList<string> Warnings => _warnings;

    public void Mistake(string line) => _mistakes.Add(line);

    public void Warn(string line) => _warnings.Add(line);

    public void ThrowIfWrong()
    {
        if (_mistakes.Count > 0) throw new InvalidConfigurationException(_mistakes);
    }
}
