package cl.epicrisis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.languagetool.JLanguageTool;
import org.languagetool.JLanguageTool.Level;
import org.languagetool.JLanguageTool.Mode;
import org.languagetool.JLanguageTool.ParagraphHandling;
import org.languagetool.Language;
import org.languagetool.Languages;
import org.languagetool.markup.AnnotatedTextBuilder;
import org.languagetool.rules.RuleMatch;

/**
 * LanguageTool's Spanish rules, line by line: reads {"id", "text"} on stdin, writes {"id", "matches"} on stdout for each, in
 * order. Offsets and lengths are UTF-16 units of the text, as in JavaScript. Arguments: the ids of rules to leave out.
 * Masking of facts and the reasons for each rule left out are in mask.ts and rules.ts.
 */
public final class Main {
  private static final int MAX_REPLACEMENTS = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Main() {}

  public static void main(String[] disabledRules) throws IOException {
    Language spanish = Languages.getLanguageForShortCode("es");
    // A heading and the sentence below it are two paragraphs.
    spanish.getSentenceTokenizer().setSingleLineBreaksMarksParagraph(true);
    JLanguageTool tool = new JLanguageTool(spanish);
    tool.disableRules(Arrays.asList(disabledRules));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        out.println(JSON.writeValueAsString(check(tool, JSON.readTree(line))));
      }
    }
  }

  private static ObjectNode check(JLanguageTool tool, JsonNode request) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("id", request.path("id"));
    ArrayNode matches = answer.putArray("matches");
    String text = request.path("text").asText();
    // Picky: the style rules too; phrases that a physician signs can afford them.
    List<RuleMatch> found = tool.check(
        new AnnotatedTextBuilder().addText(text).build(), true, ParagraphHandling.NORMAL, null, Mode.ALL, Level.PICKY);
    for (RuleMatch match : found) {
      ObjectNode node = matches.addObject();
      node.put("ruleId", match.getSpecificRuleId());
      node.put("category", match.getRule().getCategory().getId().toString());
      node.put("message", match.getMessage().replaceAll("</?suggestion>", "\""));
      node.put("offset", match.getFromPos());
      node.put("length", match.getToPos() - match.getFromPos());
      ArrayNode replacements = node.putArray("replacements");
      new ArrayList<>(match.getSuggestedReplacements()).stream().limit(MAX_REPLACEMENTS).forEach(replacements::add);
    }
    return answer;
  }
}
