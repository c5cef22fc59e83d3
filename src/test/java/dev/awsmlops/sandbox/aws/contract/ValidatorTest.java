package dev.awsmlops.sandbox.aws.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.contract.Violation.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A small service of its own, with everything that a model can say. */
class ValidatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String MODEL = """
            {"metadata": {"protocol": "json"},
             "operations": {
               "Make": {"input": {"shape": "MakeInput"}},
               "Look": {}},
             "shapes": {
               "MakeInput": {"type": "structure", "required": ["Name"], "members": {
                 "Name": {"shape": "Name"}, "Text": {"shape": "Text"}, "Size": {"shape": "Size"},
                 "Far": {"shape": "Far"}, "Ratio": {"shape": "Ratio"}, "Active": {"shape": "Flag"},
                 "Since": {"shape": "Time"}, "Key": {"shape": "Key"}, "Colour": {"shape": "Colour"},
                 "Words": {"shape": "Words"}, "Parts": {"shape": "Parts"}, "Tags": {"shape": "Tags"},
                 "Tree": {"shape": "Tree"}, "Choice": {"shape": "Choice"}}},
               "Name": {"type": "string", "min": 2, "max": 5, "pattern": "[a-zA-Z0-9](-*[a-zA-Z0-9])*"},
               "Text": {"type": "string", "max": 3,
                 "pattern": "[\\\\u0020-\\\\uD7FF\\\\uE000-\\\\uFFFD\\\\uD800\\\\uDC00-\\\\uDBFF\\\\uDFFF\\\\r\\\\n\\\\t]*"},
               "Size": {"type": "integer", "min": 5, "max": 16384},
               "Far": {"type": "long"},
               "Ratio": {"type": "double", "min": 0, "max": 1},
               "Flag": {"type": "boolean"},
               "Time": {"type": "timestamp"},
               "Key": {"type": "blob", "max": 4},
               "Colour": {"type": "string", "enum": ["RED", "GREEN"]},
               "Word": {"type": "string", "max": 3, "min": 1},
               "Words": {"type": "list", "member": {"shape": "Word"}, "max": 2},
               "Part": {"type": "structure", "required": ["Id"], "members": {"Id": {"shape": "Word"}}},
               "Parts": {"type": "list", "member": {"shape": "Part"}},
               "Tags": {"type": "map", "key": {"shape": "Word"}, "value": {"shape": "Colour"}, "max": 2},
               "Tree": {"type": "structure", "members": {"Left": {"shape": "Tree"}, "Leaf": {"shape": "Word"}}},
               "Choice": {"type": "structure", "union": true,
                 "members": {"One": {"shape": "Word"}, "Other": {"shape": "Word"}}}}}""";

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static List<Violation> check(String operation, String input, Wire wire) {
        ServiceModel model = new PublishedModel("workshop", json(MODEL), List.of());
        return Validator.check(model.input(operation), json(input), wire);
    }

    private static List<String> make(String members) {
        return check("Make", "{\"Name\": \"abc\", " + members + "}", Wire.JSON).stream()
                .map(violation -> violation.path() + ": " + violation.constraint())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Text': 'a\\t\\n'",
                "'Text': '😀😀😀'",
                "'Text': null",
                "'Size': 5",
                "'Size': 16384",
                "'Far': 9223372036854775807",
                "'Ratio': 1.0",
                "'Ratio': 0",
                "'Active': false",
                "'Since': 1700000000.123",
                "'Since': '2026-11-24T00:00:00Z'",
                "'Key': 'AAAAAA=='",
                "'Colour': 'GREEN'",
                "'Words': ['a', 'abc']",
                "'Words': []",
                "'Parts': [{'Id': 'a'}, {'Id': 'b'}]",
                "'Tags': {'a': 'RED', 'b': 'GREEN'}",
                "'Tree': {'Left': {'Left': {'Leaf': 'abc'}}}",
                "'Choice': {'Other': 'b'}"
            })
    void takesWhatTheModelAllows(String members) {
        assertThat(make(members.replace('\'', '"'))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Text': 'abcd' | text: Member must have length less than or equal to 3",
                "'Size': 4 | size: Member must have value greater than or equal to 5",
                "'Size': 16385 | size: Member must have value less than or equal to 16384",
                "'Size': 3000000000 | size: NUMBER_VALUE can not be converted to a Integer",
                "'Size': 7.5 | size: NUMBER_VALUE can not be converted to a Integer",
                "'Size': '7' | size: STRING_VALUE can not be converted to a Integer",
                "'Far': 9223372036854775808 | far: NUMBER_VALUE can not be converted to a Long",
                "'Ratio': 1.5 | ratio: Member must have value less than or equal to 1",
                "'Active': 'true' | active: STRING_VALUE can not be converted to a Boolean",
                "'Since': 'soon' | since: STRING_VALUE can not be converted to a Date",
                "'Key': '***' | key: STRING_VALUE can not be converted to a ByteBuffer",
                "'Key': 'AAAAAAA=' | key: Member must have length less than or equal to 4",
                "'Text': 7 | text: NUMBER_VALUE can not be converted to a String",
                "'Text': true | text: TRUE_VALUE can not be converted to a String",
                "'Text': ['a'] | text: Start of list found where not expected",
                "'Text': {} | text: Start of structure or map found where not expected.",
                "'Colour': 'green' | colour: Member must satisfy enum value set: [RED, GREEN]",
                "'Words': ['a', 'b', 'c'] | words: Member must have length less than or equal to 2",
                "'Words': ['', 'b'] | words: Member must satisfy constraint: [Member must have length less than or equal to 3, Member must have length greater than or equal to 1]",
                "'Words': [1] | words: NUMBER_VALUE can not be converted to a String",
                "'Words': 'a' | words: STRING_VALUE can not be converted to a list",
                "'Parts': [{'Id': 'a'}, {}] | parts.2.member.id: Member must not be null",
                "'Parts': ['a'] | parts.1.member: STRING_VALUE can not be converted to a structure",
                "'Tags': {'a': 'RED', 'b': 'RED', 'c': 'RED'} | tags: Member must have length less than or equal to 2",
                "'Tags': {'abcd': 'RED'} | tags: Map keys must satisfy constraint: [Member must have length less than or equal to 3, Member must have length greater than or equal to 1]",
                "'Tags': {'a': 'BLUE'} | tags: Map value must satisfy constraint: [Member must satisfy enum value set: [RED, GREEN]]",
                "'Tree': {'Left': {'Leaf': 'abcd'}} | tree.left.leaf: Member must have length less than or equal to 3",
                "'Tree': {'Right': {}} | tree.right: Tree must have a member Right",
                "'Choice': {} | choice: Exactly one member of the union Choice must be set",
                "'Choice': {'One': 'a', 'Other': 'b'} | choice: Exactly one member of the union Choice must be set",
                "'Sise': 7 | sise: MakeInput must have a member Sise"
            })
    void findsWhatTheModelDoesNotAllow(String members, String expected) {
        assertThat(make(members.replace('\'', '"'))).containsExactly(expected);
    }

    @Test
    void refusesControlCharactersAndHalvesOfSurrogatePairs() {
        assertThat(make("\"Text\": \"\\u0001\"")).hasSize(1);
        assertThat(make("\"Text\": \"\\uD800\"")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_b", "-ab", "ab-", "a.b"})
    void wantsTheWholeTextToMatchThoughThePatternHasNoAnchors(String name) {
        assertThat(check("Make", "{\"Name\": \"" + name + "\"}", Wire.JSON))
                .extracting(Violation::kind)
                .containsExactly(Kind.PATTERN);
    }

    @Test
    void findsEverythingAndSaysItInAwssWords() {
        assertThat(check("Make", "{\"Size\": 1, \"Words\": [\"a\", \"b\", \"c\"]}", Wire.JSON))
                .extracting(Violation::sentence)
                .containsExactly(
                        "Value null at 'name' failed to satisfy constraint: Member must not be null",
                        "Value '1' at 'size' failed to satisfy constraint: Member must have value greater than or equal to 5",
                        "Value '[\"a\",\"b\",\"c\"]' at 'words' failed to satisfy constraint: Member must have length less than or equal to 2");
    }

    @Test
    void takesTextForEverythingInTheQueryProtocol() {
        String input = """
                {"Action": "Make", "Version": "2010-05-08", "Name": "abc", "Size": "7", "Far": "-1", "Ratio": "0.5",
                 "Active": "true", "Since": "2026-11-24T00:00:00Z", "Words": "", "Parts": [{"Id": "a"}]}""";
        assertThat(check("Make", input, Wire.QUERY)).isEmpty();
        assertThat(check("Make", "{\"Name\": \"abc\", \"Size\": \"seven\"}", Wire.QUERY))
                .extracting(Violation::path)
                .containsExactly("size");
        assertThat(check("Make", "{\"Name\": \"abc\", \"Size\": \"4\"}", Wire.QUERY))
                .extracting(Violation::kind)
                .containsExactly(Kind.RANGE);
    }

    @Test
    void takesNothingWhereTheOperationTakesNothing() {
        assertThat(check("Look", "{}", Wire.JSON)).isEmpty();
        assertThat(check("Look", "{\"Name\": \"abc\"}", Wire.JSON))
                .extracting(Violation::kind)
                .containsExactly(Kind.UNKNOWN_MEMBER);
    }

    @Test
    void takesAmendedValuesThoughTheyBreakEveryRule() {
        Amendment amendment = new Amendment("workshop", "Name", Set.of("brand-new"));
        ServiceModel model = new PublishedModel("workshop", json(MODEL), List.of(amendment));
        assertThat(Validator.check(model.input("Make"), json("{\"Name\": \"brand-new\"}"), Wire.JSON))
                .isEmpty();
        assertThat(Validator.check(model.input("Make"), json("{\"Name\": \"brand-old\"}"), Wire.JSON))
                .hasSize(1);
    }

    @Test
    void knowsMembersAndValuesThatOnlyTheNewerModelHas() {
        String newer = """
                {"metadata": {"protocol": "json"},
                 "operations": {"Make": {"input": {"shape": "MakeInput"}}},
                 "shapes": {
                   "MakeInput": {"type": "structure", "required": ["Weight"], "members": {
                     "Weight": {"shape": "Word"}, "Colour": {"shape": "Colour"}, "Name": {"shape": "Word"}}},
                   "Colour": {"type": "string", "enum": ["RED", "GREEN", "BLUE"]},
                   "Word": {"type": "string"}}}""";
        ServiceModel model = new NewerModel(
                new PublishedModel("workshop", json(MODEL), List.of()),
                new PublishedModel("workshop", json(newer), List.of()));
        String input = "{\"Name\": \"abc\", \"Weight\": \"7\", \"Colour\": \"BLUE\", \"Size\": 7}";
        assertThat(Validator.check(model.input("Make"), json(input), Wire.JSON)).isEmpty();
        assertThat(Validator.check(model.input("Make"), json("{\"Name\": \"a\", \"Colour\": \"PINK\"}"), Wire.JSON))
                .extracting(Violation::path)
                .containsExactlyInAnyOrder("weight", "colour", "name");
    }
}
