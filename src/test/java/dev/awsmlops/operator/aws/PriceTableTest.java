package dev.awsmlops.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceTableTest {

    private static final String TWO_REGIONS = """
            {"source": "a price list", "asOf": "2026-10-01",
             "glueDpuHour": {"default": 0.44, "sa-east-1": 0.69},
             "notebookHour": {"ml.t3.medium": 0.05}}
            """;

    @TempDir
    private Path directory;

    @Test
    void theBundledTableSaysWhereItsPricesAreFromAndOfWhichDay() {
        PriceTable bundled = PriceTable.bundled();

        assertThat(bundled.source()).isNotBlank();
        assertThat(bundled.asOf()).matches("20[0-9]{2}-[01][0-9]-[0-3][0-9]");
        assertThat(bundled.glueDpuHour().values()).isNotEmpty().allSatisfy(price -> assertThat(price)
                .isPositive());
        assertThat(bundled.notebookHour().values()).isNotEmpty().allSatisfy(price -> assertThat(price)
                .isPositive());
    }

    /** It is the schema's default, so every session that says nothing has it. */
    @Test
    void theBundledTableKnowsTheDefaultNotebook() {
        assertThat(PriceTable.bundled().notebook("ml.t3.medium")).isPresent();
    }

    @Test
    void aFileCanTakeItsPlace() throws IOException {
        PriceTable table = PriceTable.from(file(TWO_REGIONS));

        assertThat(table.source()).isEqualTo("a price list");
        assertThat(table.notebook("ml.t3.medium"))
                .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("0.05"));
    }

    @Test
    void aRegionHasItsOwnPriceOrTheDefault() throws IOException {
        PriceTable table = PriceTable.from(file(TWO_REGIONS));

        assertThat(table.glueDpus("sa-east-1", 10))
                .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("6.90"));
        assertThat(table.glueDpus("eu-central-1", 10))
                .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("4.40"));
    }

    @Test
    void whatIsNotInItHasNoPrice() throws IOException {
        PriceTable table = PriceTable.from(file("""
                {"source": "s", "asOf": "2026-10-01", "glueDpuHour": {"sa-east-1": 0.69}, "notebookHour": {}}
                """));

        assertThat(table.glueDpus("eu-central-1", 2)).isEmpty();
        assertThat(table.notebook("ml.t3.medium")).isEmpty();
    }

    @Test
    void aFileThatCanNotBeReadIsNamed() throws IOException {
        Path missing = directory.resolve("missing.json");
        Path broken = file("{\"source\":");

        assertThatThrownBy(() -> PriceTable.from(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(missing.toString());
        assertThatThrownBy(() -> PriceTable.from(broken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(broken.toString());
    }

    @Test
    void aMisspeltFieldIsRefusedRatherThanIgnored() throws IOException {
        Path misspelt = file(TWO_REGIONS.replace("notebookHour", "notebooksHour"));

        assertThatThrownBy(() -> PriceTable.from(misspelt)).isInstanceOf(UncheckedIOException.class);
    }

    private Path file(String json) throws IOException {
        return Files.writeString(directory.resolve("prices.json"), json);
    }
}
