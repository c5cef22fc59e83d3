package dev.awsmlops.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The zones of a lake: prefixes of its bucket. */
@ValidationRule(
        value = "!self.raw.startsWith(self.curated) && !self.raw.startsWith(self.features)"
                + " && !self.curated.startsWith(self.raw) && !self.curated.startsWith(self.features)"
                + " && !self.features.startsWith(self.raw) && !self.features.startsWith(self.curated)",
        message = "one zone lies in another: write prefixes such as raw/, curated/ and features/")
public record ZonesSpec(
        @JsonPropertyDescription("Data as it came in.") @Default("raw/") @Pattern(ZonesSpec.PREFIX) @Size(max = 256)
        String raw,

        @JsonPropertyDescription("Data that is cleaned and joined.")
        @Default("curated/")
        @Pattern(ZonesSpec.PREFIX)
        @Size(max = 256)
        String curated,

        @JsonPropertyDescription("Data ready for training, a partition for each run of the ETL.")
        @Default("features/")
        @Pattern(ZonesSpec.PREFIX)
        @Size(max = 256)
        String features) {

    /** The characters that S3 calls safe in object keys, in folders. */
    static final String PREFIX = "^([A-Za-z0-9!_.*'()=-]+/)+$";

    /** What holds where a lake says nothing of its zones. */
    static final String USUAL_JSON = "{\"raw\": \"raw/\", \"curated\": \"curated/\", \"features\": \"features/\"}";

    /** The same. */
    static final ZonesSpec USUAL = new ZonesSpec("raw/", "curated/", "features/");

    /** The prefix of a zone. */
    public String prefix(Zone zone) {
        return switch (zone) {
            case raw -> raw;
            case curated -> curated;
            case features -> features;
        };
    }
}
