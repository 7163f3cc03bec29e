using ChatOps.Operations.Postgres;

namespace ChatOps.Tests.Operations;

/// <summary>Queries as they are shown: what they do, not with whose data.</summary>
internal sealed class QueriesWithoutConstants
{
    [TestCase("UPDATE cards SET n = '4111' WHERE id = 12", "UPDATE cards SET n = ? WHERE id = ?")]
    [TestCase("SELECT 'it''s', E'a\\'b', x FROM t2", "SELECT ?, E?, x FROM t2")]
    [TestCase("SELECT \"Col 1\" FROM \"o'clock\"", "SELECT \"Col 1\" FROM \"o'clock\"")]
    [TestCase("SELECT $1, $tag$ secret $tag$, $$ more $$", "SELECT $1, ?, ?")]
    [TestCase("SELECT 1.5e10 -- password hunter2\n, a1", "SELECT ? , a1")]
    [TestCase("SELECT /* user = 'kim' */ 0xFF", "SELECT ?")]
    [TestCase("SELECT 'cut off in the mid", "SELECT ?")]
    [TestCase("SELECT $x$ cut off", "SELECT ?")]
    [TestCase("", "")]
    public void Constants_and_comments_go_and_the_rest_stays(string query, string shown) => Assert.That(QueryMask.Of(query), Is.EqualTo(shown));

    [Test]
    public void A_long_one_is_cut_on_one_line() =>
        Assert.That(QueryMask.Of("SELECT a,\n  " + new string('b', 500), 40), Has.Length.AtMost(40).And.StartsWith("SELECT a, bbb").And.EndsWith("(cut, 512 characters)"));
}
