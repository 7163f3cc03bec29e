using System.Globalization;

namespace ChatOps.Core.Recovery;

/// <summary>
/// What a step's <c>when</c> asks of facts: <c>steps.health.failed and steps.memory.value &gt;= 90</c>. Comparisons, <c>and</c>, <c>or</c>, <c>not</c>
/// and parentheses; there is nothing in it that could run.
/// </summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>The facts it asks for.</summary>
    public abstract IEnumerable<FactPath> Facts { get; }

    /// <summary>Whether it holds. A fact that is missing is the empty text.</summary>
    public abstract bool Holds(Func<FactPath, string?> valueOf);

    /// <summary>Both.</summary>
    /// <param name="Left">One.</param>
    /// <param name="Right">The other.</param>
    public sealed record And(Condition Left, Condition Right) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<FactPath> Facts => Left.Facts.Concat(Right.Facts);

        /// <inheritdoc/>
        public override bool Holds(Func<FactPath, string?> valueOf) => Left.Holds(valueOf) && Right.Holds(valueOf);
    }

    /// <summary>One at least.</summary>
    /// <param name="Left">One.</param>
    /// <param name="Right">The other.</param>
    public sealed record Or(Condition Left, Condition Right) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<FactPath> Facts => Left.Facts.Concat(Right.Facts);

        /// <inheritdoc/>
        public override bool Holds(Func<FactPath, string?> valueOf) => Left.Holds(valueOf) || Right.Holds(valueOf);
    }

    /// <summary>Not so.</summary>
    /// <param name="Inner">What is not.</param>
    public sealed record Not(Condition Inner) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<FactPath> Facts => Inner.Facts;

        /// <inheritdoc/>
        public override bool Holds(Func<FactPath, string?> valueOf) => !Inner.Holds(valueOf);
    }

    /// <summary>A value is there, and is not <c>false</c>.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Is(Operand Value) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<FactPath> Facts => Value.Facts;

        /// <inheritdoc/>
        public override bool Holds(Func<FactPath, string?> valueOf) => Value.Of(valueOf) is not ("" or "false");
    }

    /// <summary>Two values compared: as numbers when both are numbers; else as texts, of which none is greater.</summary>
    /// <param name="Left">One.</param>
    /// <param name="Operator">One of <c>== != &lt; &lt;= &gt; &gt;=</c>.</param>
    /// <param name="Right">The other.</param>
    public sealed record Compare(Operand Left, string Operator, Operand Right) : Condition
    {
        /// <inheritdoc/>
        public override IEnumerable<FactPath> Facts => Left.Facts.Concat(Right.Facts);

        /// <inheritdoc/>
        public override bool Holds(Func<FactPath, string?> valueOf)
        {
            var (left, right) = (Left.Of(valueOf), Right.Of(valueOf));
            if (Number(left) is { } a && Number(right) is { } b)
            {
                return Operator switch { "==" => a == b, "!=" => a != b, "<" => a < b, "<=" => a <= b, ">" => a > b, _ => a >= b };
            }

            return Operator switch
            {
                "==" => string.Equals(left, right, StringComparison.Ordinal),
                "!=" => !string.Equals(left, right, StringComparison.Ordinal),
                _ => false,
            };
        }

        private static double? Number(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>A fact, or a text or number that is written out.</summary>
    /// <param name="Fact">The fact, or null.</param>
    /// <param name="Literal">What is written out, when it is no fact.</param>
    public sealed record Operand(FactPath? Fact, string Literal)
    {
        internal IEnumerable<FactPath> Facts => Fact is null ? [] : [Fact];

        internal string Of(Func<FactPath, string?> valueOf) => Fact is null ? Literal : valueOf(Fact) ?? "";
    }
}
