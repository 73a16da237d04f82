package org.modelyard.monitoring.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.util.List;
import org.modelyard.monitoring.model.FeatureChart;
import org.modelyard.monitoring.model.MonitoringJson;

/** The bins of a report, kept with it: the hourly histograms go when their time is over. */
@Entity
@Table(name = "drift_chart")
public class DriftChart {

    @Id
    @Column(name = "report_id")
    private long reportId;

    @Lob
    private String bins;

    @SuppressWarnings("NullAway.Init")
    protected DriftChart() {}

    DriftChart(StoredDriftReport report, List<FeatureChart> charts) {
        this.reportId = report.id();
        this.bins = MonitoringJson.write(charts);
    }

    public List<FeatureChart> features() {
        return MonitoringJson.charts(bins);
    }
}
