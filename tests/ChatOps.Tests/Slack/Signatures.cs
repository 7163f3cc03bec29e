using System.Globalization;
using System.Text;
using ChatOps.Slack;

namespace ChatOps.Tests.Slack;

/// <summary>Who signed a request, and when. The first case is the example of Slack's own description.</summary>
internal sealed class Signatures
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const long At = 1531420618;
    private const string Good = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");

    [TestCase(Good, "1531420618", 0, true)]
    [TestCase(Good, "1531420618", 300, true)]
    [TestCase(Good, "1531420618", -300, true)]
    [TestCase(Good, "1531420618", 301, false)]
    [TestCase(Good, "1531420618", -301, false)]
    [TestCase(Good, "1531420619", 0, false)]
    [TestCase(Good, "soon", 0, false)]
    [TestCase(Good, "-1531420618", 0, false)]
    [TestCase(Good, "99999999999999999999", 0, false)]
    [TestCase(Good, "", 0, false)]
    [TestCase("", "1531420618", 0, false)]
    [TestCase("v0=", "1531420618", 0, false)]
    [TestCase("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", "1531420618", 0, false)]
    [TestCase("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", "1531420618", 0, false)]
    [TestCase("v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503", "1531420618", 0, false)]
    [TestCase("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50x", "1531420618", 0, false)]
    [TestCase("v0=b2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", "1531420618", 0, false)]
    public void A_request_is_Slacks_when_it_signed_this_body_within_five_minutes(string signature, string timestamp, int later, bool fits)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(At + later);

        Assert.That(new SlackSignature(Secret).Fits(Body, signature, timestamp, now, out var refusal), Is.EqualTo(fits));
        Assert.That(refusal, fits ? Is.Null : Does.EndWith("."));
    }

    [Test]
    public void One_other_byte_is_another_body()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(At);
        for (var i = 0; i < Body.Length; i += 17)
        {
            var other = (byte[])Body.Clone();
            other[i] ^= 1;
            Assert.That(new SlackSignature(Secret).Fits(other, Good, At.ToString(CultureInfo.InvariantCulture), now, out _), Is.False);
        }
    }
}
