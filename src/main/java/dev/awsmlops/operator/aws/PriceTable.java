package dev.awsmlops.operator.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS charges by the hour, in US dollars at list price. Prices are data: {@code prices.json} beside this class names
 * their source and date, and a file of the same form can take its place.
 *
 * @param source where the prices were read
 * @param asOf the day on which they were read
 * @param glueDpuHour one Glue data processing unit for an hour, by region; {@code default} is for regions not named
 * @param notebookHour one notebook instance for an hour, by instance type, in the region the source names
 */
public record PriceTable(
        String source, String asOf, Map<String, BigDecimal> glueDpuHour, Map<String, BigDecimal> notebookHour) {

    /** The table that ships with the operator. */
    public static PriceTable bundled() {
        try (InputStream json = PriceTable.class.getResourceAsStream("prices.json")) {
            return new ObjectMapper().readValue(json, PriceTable.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled price table can't be read", e);
        }
    }

    /** The table in a file of the same form. */
    public static PriceTable from(Path file) {
        try (InputStream json = Files.newInputStream(file)) {
            return new ObjectMapper().readValue(json, PriceTable.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the price table " + file + " can't be read", e);
        }
    }

    /** So many Glue DPUs for an hour. */
    public Optional<BigDecimal> glueDpus(String region, int dpus) {
        BigDecimal price = glueDpuHour.getOrDefault(region, glueDpuHour.get("default"));
        return Optional.ofNullable(price).map(BigDecimal.valueOf(dpus)::multiply);
    }

    /** A notebook instance of that type for an hour. */
    public Optional<BigDecimal> notebook(String instanceType) {
        return Optional.ofNullable(notebookHour.get(instanceType));
    }
}
