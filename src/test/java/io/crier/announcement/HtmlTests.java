package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTests {
    private static final URI BASE = URI.create("https://town.example/events/list");

    /** Linear work on a mebibyte takes well under a second; quadratic work takes minutes. */
    private static final Duration LINEAR = Duration.ofSeconds(10);

    @Test
    void keepsTheStructureOfAText() {
        var html =
                "<h2>Programme</h2><p>From <strong>nine</strong> to <em>ten</em>.</p>"
                        + "<ul><li>Coffee</li><li>Tea</li></ul>"
                        + "<table><tbody><tr><td colspan=\"2\">Hall A</td></tr></tbody></table>";
        assertThat(Html.sanitised(html, null)).isEqualTo(html);
    }

    @Test
    void enforcesWhatALinkIsTrustedWith() {
        assertThat(
                        Html.sanitised(
                                "<a href='https://x.example/' rel=author target=_top>x</a>", null))
                .isEqualTo("<a href=\"https://x.example/\" rel=\"nofollow noopener ugc\">x</a>");
        assertThat(Html.sanitised("<a href='mailto:a@x.example'>write</a>", null))
                .contains("href=\"mailto:a@x.example\"");
    }

    @Test
    void makesRelativeLinksAbsoluteOrDropsThem() {
        var html = "<a href=\"../about\">About</a> <img src=\"/logo.png\" alt=\"Logo\">";
        assertThat(Html.sanitised(html, BASE))
                .isEqualTo(
                        "<a href=\"https://town.example/about\" rel=\"nofollow noopener ugc\">About</a>"
                                + " <img src=\"https://town.example/logo.png\" alt=\"Logo\">");
        assertThat(Html.sanitised(html, null)).isEqualTo("About ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<img src=x onerror=alert(1)>",
                "<img src=\"https://x.example/a.png\" onerror=\"alert(1)\" style=\"x:expression(1)\">",
                "<img src=https://x.example/a onload=alert(1)//",
                "<img \0src=javascript:alert(1)>",
                "<body onload=alert(1)>x",
                "<p onclick='alert(1)' style='background:url(javascript:alert(1))'>x</p>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
                "<a href=\"java&#9;script:alert(1)\">x</a>",
                "<a href=\"java\tscript:alert(1)\">x</a>",
                "<a href=\" &#14;  javascript:alert(1)\">x</a>",
                "<a href=\"&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;:alert(1)\">x</a>",
                "<a href=\"&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1)\">x</a>",
                "<a href=\"vbscript:msgbox(1)\">x</a>",
                "<a href=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">x</a>",
                "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
                "<a href=\"file:///etc/passwd\">x</a>",
                "<a href=\"//evil.example\" onmouseover=alert(1)>x</a>",
                "<svg><script>alert(1)</script></svg>",
                "<svg/onload=alert(1)>",
                "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>",
                "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
                "<noscript><style></noscript><img src=x onerror=alert(1)></style>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<style><noscript><img src=x onerror=alert(1)></noscript></style>",
                "<template><img src=x onerror=alert(1)></template>",
                "<textarea></p><img src=x onerror=alert(1)></textarea>",
                "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
                "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
                "<iframe src=\"https://evil.example\"></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                "<object data=\"https://evil.example/x.swf\"></object><embed src=\"https://x.example\">",
                "<form action=\"https://evil.example\"><input name=a><button formaction=javascript:1>x</button></form>",
                "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\"><base href=\"https://evil.example/\">",
                "<link rel=stylesheet href=\"https://evil.example/x.css\">",
                "<table background=\"javascript:alert(1)\"><tr><td background=\"x\">x</td></tr></table>",
                "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
                "<!-- --!><img src=x onerror=alert(1)> -->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<?php echo '<script>alert(1)</script>' ?>",
                "<a href=\"https://x.example/\"\"onmouseover=alert(1)>x</a>",
                "<p/onclick=alert(1)//>x",
                "<q cite=\"javascript:alert(1)\">x</q>",
                "\"><script>alert(1)</script>",
                "<x onclick=alert(1)>x</x>",
            })
    void leavesNothingThatRuns(String attack) {
        for (var html : new String[] {attack, "<p>before" + attack + "after", attack.repeat(3)}) {
            var safe = String.valueOf(Html.sanitised(html, BASE));
            for (var element : Jsoup.parseBodyFragment(safe).body().getAllElements()) {
                assertThat(element.normalName())
                        .isNotIn(
                                "script",
                                "style",
                                "iframe",
                                "object",
                                "embed",
                                "form",
                                "input",
                                "svg",
                                "math",
                                "template",
                                "noscript",
                                "meta",
                                "base",
                                "link");
                for (var attribute : element.attributes()) {
                    assertThat(attribute.getKey())
                            .isIn("href", "src", "rel", "alt", "title", "colspan");
                    if (attribute.getKey().equals("href") || attribute.getKey().equals("src")) {
                        assertThat(attribute.getValue().toLowerCase(Locale.ROOT))
                                .matches("(https?://|mailto:).*");
                    }
                }
            }
            assertStable(safe);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain & simple, 1 < 2 > 0 \"quoted\" it's",
                "<p>one<object><p>two</p></object>",
                "<p><custom><div>a<p>b</custom></div>c",
                "<b><p>misnested</b></p><i>x<b>y</i>z</b>",
                "<a href='https://a.example/'>one<a href='https://b.example/'>two</a></a>",
                "<table><p>fostered<tr><td>cell<table><td>inner",
                "<table><b><tr><aaa><tr><td>x</b>y",
                "<tr><td>no table</td></tr>",
                "<ul><li>a<li>b<ul><li>c",
                "<pre>\n\n\n  two lines\n  here</pre>",
                "<pre><x>\n\n\n\n\n\n\n\n\n\n</x>deep</pre>",
                "<h1><h2>x</h1>y</h2>",
                "<select><option>a<p>b</select>",
                "<button><p>x<button>y",
                "<p>&nbsp;&shy;&#8203;&amp;nbsp; &copy &notit; &#x1F600;</p>",
                "<a href='https://x.example/a b?q=ä&amp;copy=1#\"'>x</a>",
                "<a href='http:foo'>x</a><a href='https:///y'>y</a><a href='HTTPS://Z.example'>z</a>",
                "<img src='https://x.example/{a}|b.png'>",
                "<p>unclosed <b>bold <i>both <img src=https://x.example/i.png alt='a\"b<c>'",
                "</p></div></br><br/></body></html>after",
                "<div><center>middle</center><font color=red>red</font></div>",
                "a<!-- comment -->b<![CDATA[c]]>d",
                "<p \"=\" ='x' <p>>x",
                "\uD83D lone \uDE00 surrogates \uD83D\uDE00",
                "nul \0 bell \u0007 &#0; &#1; &#xD800; &#x110000;",
            })
    void givesTheSameWhenRunAgain(String html) {
        assertStable(String.valueOf(Html.sanitised(html, BASE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  \n ", "<p>&nbsp;</p>", "<br>", "<script>x</script>", "<!-- x -->"})
    void saysNothingWhereNothingIsLeft(String html) {
        assertThat(Html.sanitised(html, BASE)).isNull();
    }

    @Test
    void keepsAnImageWithoutText() {
        assertThat(Html.sanitised("<img src='https://x.example/poster.png'>", null))
                .isEqualTo("<img src=\"https://x.example/poster.png\">");
    }

    @Test
    void dropsCharactersThatADatabaseRefuses() {
        assertThat(Html.sanitised("<p title='\0'>a\0b\u0001c&#1;d\uD800e</p>", null))
                .isEqualTo("<p>abcde</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<a href='https://x.example/'>",
                "<p>",
                "<ul><li>",
                "<table>",
                "<table><tr><td>",
                "<i><b>",
                "<font><p>",
                "<svg>",
                "<select>",
                "</p>",
                "<",
                "<!--",
                "&",
                "&amp;",
                "<pre>\n",
                "<script></script>",
                "<h1>",
                "<button>",
                "<form>",
                "<a>",
                "<x a=1 a=2 b c d e f g h i j k l m n o p q r s t u v w>",
                "<dd>",
                "<option>x",
                "<p>one<object>",
                "<b>one<applet>",
                "<marquee><p>",
                "<p>one<template>",
                "<table><b>",
                "<nobr>",
                "<math><mtext>",
                "<template>",
            })
    void takesTimeInProportionToTheLength(String piece) {
        var html = piece.repeat((1 << 20) / piece.length());
        assertTimeout(LINEAR, () -> Html.sanitised(html, BASE));
        assertTimeout(LINEAR, () -> Html.text(html));
    }

    @ParameterizedTest
    @ValueSource(strings = {"</p>", "<i></i>", "<input>", "x<b>"})
    void takesTimeInProportionToWhatIsMisplacedInATable(String piece) {
        var html = "<TABLE>" + piece.repeat((1 << 20) / piece.length());
        assertTimeout(LINEAR, () -> Html.sanitised(html, BASE));
        assertTimeout(LINEAR, () -> Html.sanitised(html.substring(0, 200_000), BASE));
    }

    @Test
    void keepsTheTextOfATableInAVeryLongText() {
        var html = "<table><tr><td>9:00</td></tr></table>" + "<p>long</p>".repeat(20_000);
        assertThat(Html.sanitised(html, BASE)).startsWith("<div>9:00</div><p>long</p>");
    }

    @Test
    void readsPlainTextOutOfMarkup() {
        assertThat(
                        Html.text(
                                "<style>p{}</style><h1>Open&nbsp;day</h1>\n<p>Come,\n see &amp; "
                                        + "<b>ta</b>ste.<br>Free!</p><ul><li>one<li>two</ul>"
                                        + "<table><tr><td>9:00<td>Start</table><script>x</script>"))
                .isEqualTo("Open day\nCome, see & taste.\nFree!\none\ntwo\n9:00 Start");
    }

    @Test
    void keepsTheLinesOfATextWithoutMarkup() {
        assertThat(Html.text("  first line\r\n\r\n\tsecond  line &#8211; 1 < 2\n"))
                .isEqualTo("first line\nsecond line – 1 < 2");
        assertThat(Html.text("<pre>one\ntwo</pre>")).isEqualTo("one\ntwo");
    }

    @Test
    void normalisesCharacters() {
        assertThat(Html.text("Cafe\u0301\u00A0\u202Fb\u00ADar\u200B\uFEFF\u0007\0 \uD83D\uDE00"))
                .isEqualTo("Café bar \uD83D\uDE00");
        assertThat(Html.text("\uD83D alone \uFFFF")).isEqualTo("alone");
    }

    private static void assertStable(String safe) {
        assertThat(String.valueOf(Html.sanitised(safe, null))).isEqualTo(safe);
        assertThat(String.valueOf(Html.sanitised(safe, BASE))).isEqualTo(safe);
    }
}
