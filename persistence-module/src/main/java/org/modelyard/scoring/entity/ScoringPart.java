package org.modelyard.scoring.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** The answers to one part of a scoring's rows, as a file of the store: what is there need not be asked again. */
@Entity
@Table(name = "scoring_part")
public class ScoringPart {

    @EmbeddedId
    private Key key;

    @Column(name = "organisation_id")
    private long organisationId;

    private String sha256;

    @SuppressWarnings("NullAway.Init")
    protected ScoringPart() {}

    /** @param number of the part, from 0 */
    public ScoringPart(Scoring scoring, int number, String sha256) {
        this.key = new Key(scoring.id(), number);
        this.organisationId = scoring.organisationId();
        this.sha256 = sha256;
    }

    public int number() {
        return key.number;
    }

    public String sha256() {
        return sha256;
    }

    /** Scoring and number. */
    @Embeddable
    public static class Key {

        @Column(name = "scoring_id")
        private long scoring;

        @Column(name = "part_number")
        private int number;

        protected Key() {}

        Key(long scoring, int number) {
            this.scoring = scoring;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && scoring == that.scoring && number == that.number;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(scoring) * 31 + number;
        }
    }
}
