package dev.awsmlops.sandbox.aws.glue.crawler.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the Glue developer guide, "Include and exclude patterns". */
class GlobTest {

    @ParameterizedTest(name = "{0} excludes {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            *.csv                          | a.csv                       | true
            *.csv                          | folder/a.csv                | false
            **.csv                         | folder/deep/a.csv           | true
            *.*                            | a.csv                       | true
            *.*                            | plain                       | false
            *.{csv,avro}                   | a.avro                      | true
            *.{csv,avro}                   | a.json                      | false
            foo.?                          | foo.x                       | true
            foo.?                          | foo.xy                      | false
            myfolder/*                     | myfolder/mysource           | true
            myfolder/*                     | myfolder/mysource/data      | false
            myfolder/*/*                   | myfolder/mysource/data      | true
            myfolder/**                    | myfolder/mysource/data      | true
            myfolder**                     | myfolder                    | true
            myfolder**                     | myfolder/mydata.txt         | true
            departments/market*            | departments/market-us.json  | true
            departments/market*            | departments/finance.json    | false
            *                              | .hidden                     | true
            [abce-g]                       | f                           | true
            [abce-g]                       | d                           | false
            [!a-c]                         | d                           | true
            [!a-c]                         | b                           | false
            [*?]                           | *                           | true
            [*?]                           | x                           | false
            a\\*                           | a*                          | true
            a\\*                           | ab                          | false
            a.c                            | abc                         | false
            2015/01/{[!0],0[8-9]}**        | 2015/01/10/x                | true
            2015/01/{[!0],0[8-9]}**        | 2015/01/08/x                | true
            2015/01/{[!0],0[8-9]}**        | 2015/01/07/x                | false
            2015/0[2-9]/**                 | 2015/03/01/x                | true
            """)
    void readsPatternsAsTheGuideDoes(String pattern, String path, boolean excluded) {
        assertThat(Glob.parse(pattern).matches(path)).isEqualTo(excluded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "{a", "a}", "{a{b}}", "a\\", "[z-a]"})
    void refusesWhatIsMalformed(String pattern) {
        assertThatThrownBy(() -> Glob.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("malformed");
    }
}
