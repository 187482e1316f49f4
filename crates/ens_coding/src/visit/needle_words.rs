//! The words of needle procedures.

use serde::{Deserialize, Serialize};

use crate::text::words;

words! {
    /// How the epidural space was reached.
    EpiduralApproach {
        /// Between the laminae.
        Interlaminar,
        /// Through the sacral hiatus.
        Caudal,
        /// Through a foramen, along a nerve root.
        Transforaminal,
    }

    /// Regions of the spine.
    SpineRegion {
        /// Neck.
        Cervical,
        /// Upper back, with the level T12-L1.
        Thoracic,
        /// Low back.
        Lumbar,
        /// Sacrum.
        Sacral,
    }

    /// What an injection or a block was for.
    Purpose {
        /// To find the cause of the pain.
        Diagnostic,
        /// To treat.
        Therapeutic,
        /// For pain after an operation.
        PostoperativePain,
        /// Anesthesia for a procedure of the visit.
        Anesthesia,
        /// The trial of an implanted pump.
        PumpTrial,
    }

    /// How nerves were destroyed.
    AblationMethod {
        /// Heat: radiofrequency at a temperature that destroys, cooled probes too.
        Thermal,
        /// Pulsed radiofrequency, which does not destroy.
        Pulsed,
        /// Cold.
        Cryoablation,
        /// A chemical.
        Chemical,
    }

    /// Nerves, plexuses, ganglia and fascial planes.
    Nerve {
        /// A branch of the trigeminal nerve.
        TrigeminalBranch,
        /// A division of the trigeminal nerve at the skull base.
        TrigeminalDivision,
        /// Facial nerve.
        Facial,
        /// Greater occipital nerve.
        GreaterOccipital,
        /// Lesser occipital nerve.
        LesserOccipital,
        /// Third occipital nerve.
        ThirdOccipital,
        /// Vagus nerve.
        Vagus,
        /// Phrenic nerve.
        Phrenic,
        /// Cervical plexus.
        CervicalPlexus,
        /// Brachial plexus.
        BrachialPlexus,
        /// Axillary nerve.
        Axillary,
        /// Suprascapular nerve.
        Suprascapular,
        /// Intercostal nerves.
        Intercostal,
        /// Ilioinguinal and iliohypogastric nerves.
        Ilioinguinal,
        /// Pudendal nerve.
        Pudendal,
        /// Paracervical (uterine) nerves.
        Paracervical,
        /// Sciatic nerve.
        Sciatic,
        /// Femoral nerve.
        Femoral,
        /// Femoral nerve in the adductor canal.
        AdductorCanal,
        /// Saphenous nerve.
        Saphenous,
        /// Lateral femoral cutaneous nerve.
        LateralFemoralCutaneous,
        /// Lumbar plexus, from behind.
        LumbarPlexus,
        /// Genicular nerves.
        Genicular,
        /// Plantar digital nerve (Morton neuroma).
        PlantarDigital,
        /// Digital nerve.
        Digital,
        /// Another peripheral nerve, which the note names.
        OtherPeripheral,
        /// Nerves of the sacroiliac joint.
        Sacroiliac,
        /// Paravertebral space of the chest.
        Paravertebral,
        /// Fascial plane of the chest: erector spinae, pectoral, serratus.
        ThoracicFascialPlane,
        /// Fascial plane of the leg, such as the fascia iliaca.
        LegFascialPlane,
        /// Fascial plane of the abdomen: transversus abdominis, rectus sheath.
        AbdominalFascialPlane,
        /// Quadratus lumborum.
        QuadratusLumborum,
        /// Space between the popliteal artery and the capsule of the knee (IPACK).
        Ipack,
        /// Pericapsular nerve group of the hip (PENG).
        Peng,
        /// Sphenopalatine ganglion.
        Sphenopalatine,
        /// Stellate ganglion.
        Stellate,
        /// Superior hypogastric plexus.
        SuperiorHypogastric,
        /// Thoracic sympathetic nerves.
        ThoracicSympathetic,
        /// Lumbar sympathetic nerves.
        LumbarSympathetic,
        /// Celiac plexus.
        Celiac,
        /// Ganglion impar.
        GanglionImpar,
    }

    /// Sizes of joints.
    JointSize {
        /// Fingers and toes.
        Small,
        /// Wrist, elbow, ankle, jaw, acromioclavicular joint, olecranon bursa.
        Medium,
        /// Shoulder, hip, knee, subacromial bursa.
        Large,
    }

    /// What toxin treats.
    ToxinSite {
        /// Salivary glands, both sides.
        SalivaryGlands,
        /// Muscles of the face, such as for blepharospasm.
        Facial,
        /// Chronic migraine: the muscles of head and neck, both sides.
        ChronicMigraine,
        /// Muscles of the neck, such as for cervical dystonia.
        Neck,
        /// Voice box.
        Larynx,
        /// Limbs.
        Limbs,
        /// Trunk, with the muscles beside the spine.
        Trunk,
        /// Sweat glands of the armpits.
        Axillae,
        /// Sweat glands elsewhere.
        OtherSweatGlands,
        /// Bladder, through a scope.
        Bladder,
        /// A muscle that moves the eye.
        EyeMuscle,
        /// Gullet, through a scope.
        Esophagus,
    }

    /// Limbs.
    Limb {
        /// Left arm.
        LeftArm,
        /// Right arm.
        RightArm,
        /// Left leg.
        LeftLeg,
        /// Right leg.
        RightLeg,
    }

    /// How the muscles for a toxin were found.
    MuscleGuidance {
        /// By electrical stimulation.
        ElectricalStimulation,
        /// By recording with a needle.
        Electromyography,
        /// By ultrasound.
        Ultrasound,
    }
}
