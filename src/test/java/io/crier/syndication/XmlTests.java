package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlTests {
    /** Every character of the first plane, and one pair and one lone half of the others. */
    @Test
    void keepsWhatXmlKnowsAndLeavesOutTheRest() throws Exception {
        var text = new StringBuilder();
        for (var unit = '\0'; unit < '\uFFFF'; unit++) {
            text.append(unit).append(' ');
        }
        text.append("\uFFFF\uD83C\uDF89\uD83C");
        var bytes = new ByteArrayOutputStream();
        var xml = new Xml("a", "b", text.toString());
        bytes.writeBytes(xml.take());
        xml.text("c", text.toString());
        bytes.writeBytes(xml.take());
        xml.close();
        bytes.writeBytes(xml.take());
        var root = Texts.dom(bytes.toByteArray());
        assertThat(root.getAttribute("b")).isEqualTo(Texts.inAttribute(text.toString()));
        assertThat(root.getElementsByTagName("c").item(0).getTextContent().strip())
                .isEqualTo(Texts.inXml(text.toString()))
                .contains("\uD83C\uDF89");
    }

    @Test
    void leavesOutWhatHasNoValue() {
        var xml = new Xml("a");
        xml.text("b", null);
        xml.empty("c", "d", null, "e", "<\"'&>");
        xml.close();
        assertThat(new String(xml.take(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n<c e=\"&lt;&quot;'&amp;&gt;\"/></a>");
        assertThat(xml.take()).isEmpty();
    }
}
