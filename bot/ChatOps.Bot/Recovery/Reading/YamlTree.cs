using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChatOps.Bot.Recovery.Reading;

/// <summary>
/// Reads a YAML file into nodes with places. One document; no anchors, aliases or tags (a few bytes of them can stand for gigabytes, and nobody
/// who reads a runbook at night should have to resolve them); bounded in size, depth and number of nodes.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>The longest file, in characters.</summary>
    public const int LongestText = 256 * 1024;

    private const int Deepest = 12;
    private const int MostNodes = 10_000;

    private readonly Mistakes _mistakes;
    private readonly Parser _parser;
    private int _nodes;

    private YamlTree(string text, Mistakes mistakes)
    {
        _mistakes = mistakes;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The file's node; null when it cannot be read at all, which is then a mistake.</summary>
    public static YamlNode? Read(string text, Mistakes mistakes)
    {
        if (text.Length > LongestText)
        {
            mistakes.Add(1, 1, string.Create(CultureInfo.InvariantCulture, $"the file has {text.Length} characters; allowed: {LongestText}"));
            return null;
        }

        try
        {
            return new YamlTree(text, mistakes).Document();
        }
        catch (YamlException e)
        {
            mistakes.Add(Math.Max(1, e.Start.Line), Math.Max(1, e.Start.Column), $"this is no YAML: {Plain(e.Message)}");
            return null;
        }
        catch (Unreadable)
        {
            return null;
        }
    }

    private YamlNode? Document()
    {
        Next<StreamStart>();
        if (_parser.Current is StreamEnd)
        {
            _mistakes.Add(1, 1, "the file is empty; allowed: a runbook");
            return null;
        }

        Next<DocumentStart>();
        var node = Node(1);
        Next<DocumentEnd>();
        if (_parser.Current is DocumentStart second) Stop(second.Start, "a second document begins; allowed: one runbook in a file");
        return node;
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        // The parser stands before its first event when it is made.
        if (typeof(T) == typeof(StreamStart)) _parser.MoveNext();
        _parser.MoveNext();
    }

    private YamlNode Node(int depth)
    {
        var current = _parser.Current!;
        var (line, column) = (current.Start.Line, current.Start.Column);
        if (++_nodes > MostNodes) Stop(current.Start, string.Create(CultureInfo.InvariantCulture, $"the file has more than {MostNodes} values"));
        if (depth > Deepest) Stop(current.Start, string.Create(CultureInfo.InvariantCulture, $"it is nested deeper than {Deepest}"));
        if (current is AnchorAlias alias) Stop(current.Start, $"alias *{alias.Value} stands here; allowed: values that are written out");
        if (current is NodeEvent { Anchor.IsEmpty: false } anchored) Stop(current.Start, $"anchor &{anchored.Anchor} stands here; allowed: values without anchors");
        if (current is NodeEvent { Tag.IsEmpty: false } tagged) Stop(current.Start, $"tag {tagged.Tag} stands here; allowed: values without tags");
        _parser.MoveNext();
        switch (current)
        {
            case Scalar scalar:
                // "key:" with nothing behind it, and the words that YAML has for nothing.
                var nothing = scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null";
                return new YamlText(line, column, nothing ? "" : scalar.Value);
            case SequenceStart:
                List<YamlNode> items = [];
                while (_parser.Current is not SequenceEnd) items.Add(Node(depth + 1));
                _parser.MoveNext();
                return new YamlList(line, column, items);
            default:
                return Map(line, column, depth);
        }
    }

    private YamlMap Map(long line, long column, int depth)
    {
        List<KeyValuePair<YamlText, YamlNode>> entries = [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            if (_parser.Current is MappingStart or SequenceStart)
            {
                // {{ targets.health }} without quotes is a map in a map to YAML.
                Stop(_parser.Current.Start, "braces or brackets stand where a name belongs; a value that begins with {{ has to be in quotes");
            }

            var key = (YamlText)Node(depth + 1);
            var value = Node(depth + 1);
            if (names.Add(key.Value)) entries.Add(new(key, value));
            else _mistakes.Add(key, $"{key.Shown} stands here a second time; allowed: once");
        }

        _parser.MoveNext();
        return new YamlMap(line, column, entries);
    }

    private void Stop(Mark at, string sentence)
    {
        _mistakes.Add(at.Line, at.Column, sentence);
        throw new Unreadable();
    }

    private static string Plain(string message) => OutsideText.Line(message, 200).TrimEnd('.');

    private sealed class Unreadable : Exception;
}
